package org.schemuse.changelog.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;

/** Makes the report of one run, which begins when this is created. */
final class Reports {
    private final Catalog catalog;
    private final SchemaName schema;
    private final long start = System.nanoTime();

    Reports(Catalog catalog, SchemaName schema) {
        this.catalog = catalog;
        this.schema = schema;
    }

    /** @param pending what was pending; what the outcome names is left out of it */
    MigrationReport migration(boolean created, Outcome outcome, List<Changeset> pending) {
        List<String> left = pending.stream()
                .map(Changeset::id)
                .filter(id -> !outcome.changesets().contains(id))
                .toList();
        return new MigrationReport(
                catalog.name(),
                schema.text(),
                created,
                outcome.changesets(),
                left,
                outcome.passedOver(),
                outcome.sql(),
                took());
    }

    /** @param dropped rows that went with their tables, by table */
    RollbackReport rollback(Outcome outcome, List<String> stay, Map<String, Long> dropped) {
        return rollback(outcome, stay, dropped, List.of());
    }

    /**
     * Of SQL that nobody has run yet.
     *
     * @param rows in each table
     * @param end SQL that comes after that of the changesets
     */
    RollbackReport rollbackInSql(Outcome outcome, List<String> stay, Map<String, Long> rows, String end) {
        List<RollbackReport.Step> steps = DroppedTables.of(Objects.requireNonNull(outcome.sql())).stream()
                .map(step -> new RollbackReport.Step(step.id(), RowCounts.only(rows, step.tables())))
                .toList();
        Map<String, Long> dropped = new TreeMap<>();
        steps.forEach(step -> dropped.putAll(step.rowsDropped()));
        return rollback(new Outcome(outcome.changesets(), outcome.sql() + end), stay, dropped, steps);
    }

    private RollbackReport rollback(
            Outcome outcome, List<String> stay, Map<String, Long> dropped, List<RollbackReport.Step> steps) {
        RollbackReport.Outcome what =
                outcome.sql() == null ? RollbackReport.Outcome.ROLLED_BACK : RollbackReport.Outcome.WOULD_ROLL_BACK;
        return new RollbackReport(
                catalog.name(),
                schema.text(),
                outcome.changesets().isEmpty() ? RollbackReport.Outcome.NOTHING_TO_ROLL_BACK : what,
                outcome.changesets(),
                stay,
                dropped,
                steps,
                outcome.sql(),
                took());
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
