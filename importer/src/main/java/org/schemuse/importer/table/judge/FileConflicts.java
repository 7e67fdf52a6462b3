package org.schemuse.importer.table.judge;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.shape.TableShape.Exclusion;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.postgres.Quoting;

/**
 * Judges staged rows by each other: keys that several rows have, and exclusion constraints. A row stays if no row before it that
 * stays is in its way. PostgreSQL decides that itself: rows that are possibly in each other's way go into a table that has the
 * constraints, in the order of the file.
 */
final class FileConflicts {
    private static final String SUSPECTS = "pg_temp.schemuse_suspects";
    private static final String SHARING = "pg_temp.schemuse_sharing";
    private static final String HOLDERS = "pg_temp.schemuse_holders";

    private final StagedRows rows;
    private final Rejects rejects;
    private boolean suspected;

    FileConflicts(StagedRows rows, Rejects rejects) {
        this.rows = rows;
        this.rejects = rejects;
    }

    /**
     * Rejects rows that another row of the file is in the way of.
     *
     * @param order of the rows, as SQL after ORDER BY: the first of two that are in each other's way stays
     */
    long judge(String order) {
        List<Unique> uniques = rows.shape().uniques().stream()
                .filter(rows::canBreak)
                .filter(this::isBroken)
                .toList();
        List<Exclusion> exclusions = rows.shape().exclusions().stream()
                .filter(rows::canBreak)
                .filter(this::isBroken)
                .toList();
        if (uniques.isEmpty() && exclusions.isEmpty()) {
            return 0;
        }
        createSuspects(uniques, exclusions, order);
        createHolders(uniques, exclusions);
        long found = uniques.stream().mapToLong(this::addDuplicates).sum()
                + exclusions.stream().mapToLong(this::addExcluded).sum();
        rejects.execute("DROP TABLE " + HOLDERS);
        return found;
    }

    /** Forgets what the last judgement said; rows that it rejected may stay once others are rejected for other reasons. */
    void forget() {
        if (!suspected) {
            return;
        }
        rejects.execute("DELETE FROM " + rows.staged().rejects() + " r USING " + SUSPECTS
                + " s WHERE r.schemuse_row = s.schemuse_row AND r.code IN ('DUPLICATE_KEY', 'EXCLUDED')");
    }

    /** A unique index of the staged rows is built faster than they are grouped. */
    private boolean isBroken(Unique unique) {
        if (rows.asStaged(unique.reads())) {
            return !rejects.trial(() -> createIndex(unique, rows.staged().name()));
        }
        String keys =
                String.join(", ", StagedRows.names("schemuse_k", unique.keys().size()));
        return rejects.is("EXISTS (SELECT FROM " + keyed(unique) + " GROUP BY " + keys + " HAVING count(*) > 1)");
    }

    private void createIndex(Unique unique, String table) {
        rejects.execute("CREATE UNIQUE INDEX ON " + table + " (" + String.join(", ", unique.keys()) + ")"
                + (unique.nullsDistinct() ? "" : " NULLS NOT DISTINCT")
                + unique.where());
    }

    /** Rows that can be in each other's way by a key. */
    private String keyed(Unique unique) {
        return keyed("schemuse_row, schemuse_line, ", unique, rows.rows(unique.reads()));
    }

    private static String keyed(String more, Unique unique, String from) {
        String keyed = StagedRows.keyed(more, unique.keys(), from, unique.predicate()) + " k";
        List<String> keys = StagedRows.names("schemuse_k", unique.keys().size());
        return unique.nullsDistinct()
                ? "(SELECT * FROM " + keyed + " WHERE " + StagedRows.noneNull(keys) + ") k"
                : keyed;
    }

    /** Making the index of all rows at once is faster than adding one row after the other, and usually succeeds. */
    private boolean isBroken(Exclusion exclusion) {
        return !rejects.trial(() -> {
            rejects.execute("CREATE TEMP TABLE schemuse_trial AS SELECT * FROM " + rows.rows(exclusion.reads()));
            rejects.execute("ALTER TABLE pg_temp.schemuse_trial ADD " + exclusion.definition());
        });
    }

    private void createSuspects(List<Unique> uniques, List<Exclusion> exclusions, String order) {
        List<String> columns = Stream.concat(
                        uniques.stream().flatMap(unique -> unique.reads().stream()),
                        exclusions.stream().flatMap(exclusion -> exclusion.reads().stream()))
                .distinct()
                .toList();
        if (exclusions.isEmpty()) {
            rejects.execute("CREATE TEMP TABLE schemuse_sharing ON COMMIT DROP AS "
                    + uniques.stream().map(this::sharing).collect(Collectors.joining(" UNION ALL ")));
            rejects.execute("ANALYZE " + SHARING);
        }
        if (suspected) {
            rejects.execute("DROP TABLE " + SUSPECTS);
        }
        suspected = true;
        rejects.execute("CREATE TEMP TABLE schemuse_suspects ON COMMIT DROP AS SELECT *, row_number() OVER (ORDER BY "
                + order
                + ") AS schemuse_order FROM " + rows.rows(columns)
                + (exclusions.isEmpty() ? " WHERE schemuse_row IN (SELECT schemuse_row FROM " + SHARING + ")" : ""));
        rejects.execute("ANALYZE " + SUSPECTS);
        rejects.execute("DROP TABLE IF EXISTS " + SHARING);
    }

    /**
     * The query for rows that share their key with another one. If nothing must be computed, rejected rows are among them: to
     * leave them out takes longer than to leave them out later.
     */
    private String sharing(Unique unique) {
        String keys =
                String.join(", ", StagedRows.names("schemuse_k", unique.keys().size()));
        boolean plain = unique.keys().size() == unique.columns().size() && unique.predicate() == null;
        String keyed =
                plain ? keyed("schemuse_row, schemuse_line, ", unique, rows.allRows(unique.reads())) : keyed(unique);
        return unique.nullsDistinct()
                ? "SELECT schemuse_row FROM " + keyed + " WHERE EXISTS (SELECT FROM (SELECT " + keys + " FROM " + keyed
                        + " GROUP BY " + keys + " HAVING count(*) > 1) g WHERE "
                        + StagedRows.matching("g.schemuse_k", unique.operators(), "k.schemuse_k") + ")"
                : "SELECT schemuse_row FROM (SELECT schemuse_row, count(*) OVER (PARTITION BY " + keys
                        + ") AS schemuse_n FROM " + keyed + ") n WHERE schemuse_n > 1";
    }

    private void createHolders(List<Unique> uniques, List<Exclusion> exclusions) {
        rejects.execute("CREATE TEMP TABLE schemuse_holders (LIKE " + SUSPECTS + ") ON COMMIT DROP");
        rejects.execute("ALTER TABLE " + HOLDERS + " ADD PRIMARY KEY (schemuse_row)");
        uniques.forEach(unique -> createIndex(unique, HOLDERS));
        exclusions.forEach(exclusion -> rejects.execute("ALTER TABLE " + HOLDERS + " ADD " + exclusion.definition()));
        rejects.execute("INSERT INTO " + HOLDERS + " SELECT * FROM " + SUSPECTS
                + " ORDER BY schemuse_order ON CONFLICT DO NOTHING");
        rejects.execute("ANALYZE " + HOLDERS);
    }

    private String named(String table) {
        return table + " AS " + Quoting.identifier(rows.shape().name());
    }

    private long addDuplicates(Unique unique) {
        int count = unique.keys().size();
        List<String> keys = StagedRows.names("schemuse_k", count);
        List<String> names = TableConflicts.names(unique.keys(), unique.columns());
        String suspects = keyed("schemuse_row, schemuse_line, schemuse_order, ", unique, named(SUSPECTS));
        String stays = "EXISTS (SELECT FROM " + HOLDERS + " h WHERE h.schemuse_row = k.schemuse_row)";
        return rejects.add(
                RowFault.DUPLICATE_KEY,
                Quoting.literal(String.join(", ", names)),
                Rejects.value(names, keys),
                "'no second row with ' || " + Rejects.named(names, keys)
                        + " || '; the first is in line ' || first_line",
                "(SELECT *, min(schemuse_order) FILTER (WHERE stays) OVER same AS first_order,"
                        + " min(schemuse_line) FILTER (WHERE stays) OVER same AS first_line FROM (SELECT k.*, " + stays
                        + " AS stays FROM " + suspects + ") k WINDOW same AS (PARTITION BY " + String.join(", ", keys)
                        + ")) s WHERE NOT stays AND first_order < schemuse_order AND " + notRejected());
    }

    private String notRejected() {
        return "NOT EXISTS (SELECT FROM " + rows.staged().rejects() + " r WHERE r.schemuse_row = s.schemuse_row)";
    }

    private long addExcluded(Exclusion exclusion) {
        List<String> keys = StagedRows.names("s.schemuse_k", exclusion.keys().size());
        List<String> names = TableConflicts.names(exclusion.keys(), exclusion.reads());
        String holders = keyed(exclusion, HOLDERS);
        return rejects.add(
                RowFault.EXCLUDED,
                Quoting.literal(String.join(", ", names)),
                Rejects.value(names, keys),
                Quoting.literal("values that constraint \"" + exclusion.name() + "\" allows beside line ")
                        + " || first_line",
                "(SELECT s.*, h.schemuse_line AS first_line FROM " + keyed(exclusion, SUSPECTS)
                        + " s, LATERAL (SELECT h.schemuse_line FROM " + holders + " h WHERE "
                        + StagedRows.matching("h.schemuse_k", exclusion.operators(), "s.schemuse_k")
                        + " AND h.schemuse_order < s.schemuse_order LIMIT 1) h"
                        + " WHERE NOT EXISTS (SELECT FROM " + HOLDERS + " o WHERE o.schemuse_row = s.schemuse_row)) s"
                        + " WHERE " + notRejected());
    }

    private String keyed(Exclusion exclusion, String table) {
        return StagedRows.keyed(
                "schemuse_row, schemuse_line, schemuse_order, ", exclusion.keys(), named(table), exclusion.predicate());
    }
}
