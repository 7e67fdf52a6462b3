package org.schemuse.changelog.lint.rule.types;

import java.util.stream.Stream;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** A catalog installs in any schema, so its changesets may name none. */
public final class SchemaQualifiedName extends Rule {
    public SchemaQualifiedName() {
        super(RuleNote.of(
                "schema-qualified-name",
                Topic.TYPES,
                Severity.ERROR,
                "a schema name in a catalog that installs into any schema",
                """
                A catalog installs into any schema, several times in one database. A qualified name always means the
                same schema. The rule checks our catalogs only.""",
                """
                Remove the schema. In functions, use SET search_path FROM CURRENT."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        if (!run.installsInAnySchema() || statement.as(Action.CommentOn.class).isPresent()) {
            return;
        }
        names(statement.action())
                .filter(name -> name.schema() != null
                        && !name.schema().startsWith("pg_")
                        && !name.schema().equals("information_schema"))
                .forEach(name ->
                        findings.add(this, name.at(), "the name " + name + " is qualified; expected " + name.name()));
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
