package org.schemuse.changelog.lint.rule.locks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;
import org.schemuse.changelog.lint.sql.Token;

/**
 * A default that has to be computed for each row rewrites the table. PostgreSQL computes it once if every function in it
 * is STABLE or IMMUTABLE; a function is VOLATILE unless it was declared otherwise.
 */
public final class VolatileDefault extends Rule {
    /**
     * PostgreSQL's own functions that are STABLE or IMMUTABLE in all their forms, from {@code pg_proc} of 15 to 18. A
     * test compares the list with the server.
     */
    private static final Set<String> STABLE = read("stable-functions.txt");

    /** What the grammar calls like a function, and types with a length. */
    private static final Set<String> NO_FUNCTION = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "bit",
            "case",
            "cast",
            "char",
            "character",
            "coalesce",
            "collate",
            "current_time",
            "current_timestamp",
            "dec",
            "decimal",
            "default",
            "else",
            "exists",
            "float",
            "greatest",
            "in",
            "interval",
            "is",
            "json_array",
            "json_object",
            "least",
            "localtime",
            "localtimestamp",
            "not",
            "nullif",
            "numeric",
            "or",
            "over",
            "row",
            "select",
            "some",
            "then",
            "time",
            "timestamp",
            "trim",
            "values",
            "varbit",
            "varchar",
            "varying",
            "when",
            "xmlelement",
            "xmlforest");

    private final Set<String> declaredStable = new HashSet<>();

    public VolatileDefault() {
        super(RuleNote.dependingOnSize(
                "volatile-default",
                Topic.LOCKS,
                Severity.ERROR,
                "ADD COLUMN with a default that is computed for every row",
                """
                PostgreSQL stores a constant default once. A default with a volatile function is computed for each
                row, so the table and its indexes are rewritten under ACCESS EXCLUSIVE. now() is stable and does not
                rewrite. A function is volatile unless it is declared STABLE or IMMUTABLE.""",
                """
                Add the column without a default, set the default for new rows, and fill the old rows in batches
                outside a transaction."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateFunction.class)
                .filter(create -> create.options().contains("STABLE"))
                .ifPresent(create -> declaredStable.add(create.function().name()));
        run.onExisting(
                statement,
                Change.AddColumn.class,
                (table, add) -> volatileCall(add.column().defaultValue())
                        .ifPresent(function -> findings.add(
                                this,
                                add.at(),
                                table,
                                "rewrites " + table + ", because " + function.text()
                                        + "() is computed for every row")));
    }

    private Optional<Token> volatileCall(List<Token> expression) {
        for (int i = 0; i + 1 < expression.size(); i++) {
            Token name = expression.get(i);
            boolean cast = i > 0 && expression.get(i - 1).is("::");
            if (name.isName() && expression.get(i + 1).is("(") && !cast && !isStable(name.name())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private boolean isStable(String name) {
        return STABLE.contains(name) || NO_FUNCTION.contains(name) || declaredStable.contains(name);
    }

    private static Set<String> read(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                VolatileDefault.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
            return reader.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
