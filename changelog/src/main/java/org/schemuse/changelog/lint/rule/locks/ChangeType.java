package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;
import org.schemuse.changelog.lint.sql.Type;

/** All but a few changes of type rewrite the table and its indexes. */
public final class ChangeType extends Rule {
    public ChangeType() {
        super(RuleNote.dependingOnSize(
                "change-type", Topic.LOCKS, Severity.ERROR, "ALTER COLUMN TYPE that rewrites the table", """
                PostgreSQL rewrites the table and its indexes under ACCESS EXCLUSIVE, and programs meet a type that
                they do not expect. The rule ignores changes that only touch the system catalog, if this changelog
                shows the old type: a longer varchar, varchar to text, more digits of numeric with the same scale,
                cidr to inet.""", """
                Expand and contract: add a new column, keep it current with a trigger, fill it in batches, change
                the programs, then drop the old column."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AlterType.class, (table, alter) -> {
            boolean safe = !alter.using()
                    && run.type(table, alter.column())
                            .filter(from -> isWidening(from, alter.type()))
                            .isPresent();
            if (!safe) {
                findings.add(
                        this,
                        alter.at(),
                        table,
                        "the new type " + alter.type() + " rewrites " + table
                                + ", blocks all reads and writes meanwhile, and breaks programs that expect the old type");
            }
        });
    }

    private static boolean isWidening(Type from, Type to) {
        if (from.array() || to.array()) {
            return false;
        }
        String change = from.name() + " " + to.name();
        return switch (change) {
            case "varchar text", "cidr inet" -> true;
            case "varchar varchar", "varbit varbit" -> to.modifiers().isEmpty() || isLonger(from, to);
            case "numeric numeric" ->
                to.modifiers().isEmpty() || (isLonger(from, to) && scale(from).equals(scale(to)));
            default -> false;
        };
    }

    private static boolean isLonger(Type from, Type to) {
        return !from.modifiers().isEmpty()
                && Integer.parseInt(from.modifiers().get(0))
                        <= Integer.parseInt(to.modifiers().get(0));
    }

    private static String scale(Type type) {
        return type.modifiers().size() > 1 ? type.modifiers().get(1) : "0";
    }
}
