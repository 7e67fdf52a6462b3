package org.schemuse.changelog.lint.rule.types;

import java.util.LinkedHashMap;
import java.util.Map;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A table that nobody described has to be guessed at. */
public final class CommentMissing extends Rule {
    private final Map<String, Location> tables = new LinkedHashMap<>();

    public CommentMissing() {
        super(RuleNote.of("comment-missing", Topic.TYPES, Severity.INFO, "a table without a comment", """
                A person who meets the table in psql, in a report or in generated documentation sees only its name.
                The rule ignores files of plain SQL.""", """
                Add COMMENT ON TABLE with one sentence that says what a row stands for."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .filter(create -> run.step().isChangeset() && !create.options().contains("TEMPORARY"))
                .filter(create -> !create.options().contains("PARTITION OF"))
                .ifPresent(create -> tables.put(create.table().key(), run.at(statement.at())));
        statement
                .as(Action.CommentOn.class)
                .filter(comment -> comment.kind().equals("TABLE"))
                .ifPresent(comment -> tables.remove(comment.object().key()));
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names().forEach(table -> tables.remove(table.key())));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        tables.forEach((table, place) -> findings.add(this, place, table + " has no comment"));
    }
}
