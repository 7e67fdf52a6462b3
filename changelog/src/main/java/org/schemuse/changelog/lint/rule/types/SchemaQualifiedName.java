package org.schemuse.changelog.lint.rule.types;

import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** A catalog installs in any schema, so its changesets may name none. */
public final class SchemaQualifiedName extends Rule {
    public SchemaQualifiedName() {
        super("schema-qualified-name", Severity.ERROR, "a schema named in a catalog that installs in any schema");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        if (!run.installsInAnySchema() || statement.as(Action.CommentOn.class).isPresent()) {
            return;
        }
        names(statement.action())
                .filter(name -> name.schema() != null
                        && !name.schema().startsWith("pg_")
                        && !name.schema().equals("information_schema"))
                .forEach(name -> findings.add(
                        this, name.at(), name + " stands in a schema of its own: expected " + name.name()));
    }

    private static Stream<Name> names(Action action) {
        if (action instanceof Action.CreateTable create) {
            return Stream.concat(
                    Stream.of(create.table()),
                    Stream.concat(
                                    create.constraints().stream(),
                                    create.columns().stream().flatMap(c -> c.constraints().stream()))
                            .map(Constraint::references)
                            .filter(reference -> reference != null));
        }
        if (action instanceof Action.AlterTable alter) {
            return Stream.of(alter.table());
        }
        if (action instanceof Action.CreateIndex index) {
            return Stream.of(index.table());
        }
        if (action instanceof Action.CreateFunction function) {
            return Stream.of(function.function());
        }
        if (action instanceof Action.CreateView view) {
            return Stream.of(view.view());
        }
        return action instanceof Action.Drop drop && !drop.kind().equals("SCHEMA")
                ? drop.names().stream()
                : Stream.empty();
    }
}
