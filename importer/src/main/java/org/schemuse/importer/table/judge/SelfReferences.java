package org.schemuse.importer.table.judge;

import java.util.List;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.postgres.Quoting;

/** Judges references between rows of one table: to a row that it has, or to a staged row that is not rejected. */
final class SelfReferences {
    private static final String LINKS = "pg_temp.schemuse_links";
    private static final String LOST = "pg_temp.schemuse_lost";

    private final StagedRows rows;
    private final Rejects rejects;
    private boolean lost;

    SelfReferences(StagedRows rows, Rejects rejects) {
        this.rows = rows;
        this.rejects = rejects;
    }

    /** Rejects rows that refer to no row, and those that refer to them, until every row that is left refers to one. */
    long judge() {
        List<ForeignKey> keys = rows.shape().foreignKeys().stream()
                .filter(key -> key.self() && rows.knows(key.columns()))
                .toList();
        long found = 0;
        for (long more = keys.isEmpty() ? 0 : 1; more > 0; found += more) {
            more = keys.stream().mapToLong(this::unresolved).sum();
            if (keys.size() == 1) {
                return found + more;
            }
        }
        return found;
    }

    /** Which rows were rejected, for a comparison. */
    String lost() {
        return lost
                ? rejects.text("coalesce(md5(string_agg(schemuse_row::text, ',' ORDER BY schemuse_row)), '') FROM "
                        + LOST + " WHERE lost")
                : "";
    }

    /**
     * The order in which rows may have a key, as SQL: those of the file, but after them rows that were rejected for their
     * reference once, so that they do not take the key again from a row on which the reference depends.
     */
    String order() {
        return lost
                ? "coalesce((SELECT l.times FROM " + LOST + " l WHERE l.schemuse_row = "
                        + Quoting.identifier(rows.shape().name()) + ".schemuse_row), 0), schemuse_row"
                : "schemuse_row";
    }

    /** Forgets every judgement. */
    void forget() {
        if (lost) {
            rejects.execute("DELETE FROM " + rows.staged().rejects() + " r USING " + LOST
                    + " l WHERE r.schemuse_row = l.schemuse_row AND l.lost");
            rejects.execute("UPDATE " + LOST + " SET lost = false");
        }
    }

    private long unresolved(ForeignKey key) {
        String links = links(key, rows.rows());
        if (rejects.count("count(*) FROM " + links + " l WHERE " + isLost(key, "l", links)) == 0) {
            return 0;
        }
        createLinks(key, links);
        if (!lost) {
            rejects.execute(
                    "CREATE TEMP TABLE schemuse_lost (schemuse_row bigint PRIMARY KEY, times integer, lost boolean)"
                            + " ON COMMIT DROP");
            lost = true;
        }
        rejects.execute("INSERT INTO " + LOST + " AS l SELECT schemuse_row, 1, true FROM (" + lost(key)
                + ") n ON CONFLICT (schemuse_row) DO UPDATE SET times = l.times + 1, lost = true");
        List<String> values = StagedRows.names("s.schemuse_k", key.columns().size());
        long found = rejects.add(
                RowFault.NO_SUCH_REFERENCE,
                Quoting.literal(String.join(", ", key.columns())),
                Rejects.value(key.columns(), values),
                TableConflicts.expected(rejects, key, values),
                LINKS + " s WHERE schemuse_row IN (SELECT schemuse_row FROM " + LOST + " WHERE lost)");
        rejects.execute("DROP TABLE " + LINKS);
        return found;
    }

    /** Rows with what they refer to, and, as far as it is known, with what others refer to them by. */
    private String links(ForeignKey key, String from) {
        List<String> own = StagedRows.quoted(key.targetColumns());
        boolean known = rows.knows(key.targetColumns());
        return "(SELECT schemuse_row, schemuse_line, "
                + StagedRows.numbered("schemuse_k", StagedRows.quoted(key.columns()))
                + (known ? ", " + StagedRows.numbered("schemuse_t", own) : "") + " FROM " + from + ")";
    }

    private String isLost(ForeignKey key, String row, String others) {
        List<String> names = StagedRows.names(row + ".schemuse_k", key.columns().size());
        String lost = StagedRows.noneNull(names) + " AND NOT " + TableConflicts.inTarget(key, row);
        return rows.knows(key.targetColumns())
                ? lost + " AND NOT EXISTS (SELECT FROM " + others + " o WHERE "
                        + StagedRows.matching("o.schemuse_t", key.operators(), row + ".schemuse_k") + ")"
                : lost;
    }

    private void createLinks(ForeignKey key, String links) {
        rejects.execute("CREATE TEMP TABLE schemuse_links ON COMMIT DROP AS SELECT * FROM " + links + " l");
        rejects.execute("CREATE INDEX ON " + LINKS + " ("
                + String.join(", ", StagedRows.names("schemuse_k", key.columns().size())) + ")");
        if (rows.knows(key.targetColumns())) {
            rejects.execute("CREATE INDEX ON " + LINKS + " ("
                    + String.join(
                            ", ", StagedRows.names("schemuse_t", key.columns().size())) + ")");
        }
        rejects.execute("ANALYZE " + LINKS);
    }

    /**
     * A lost row takes those with it that refer to it. A second row has its key only if the first was rejected for its reference
     * before: then the second keeps those that refer to both.
     */
    private String lost(ForeignKey key) {
        String first = "SELECT l.schemuse_row FROM " + LINKS + " l WHERE " + isLost(key, "l", LINKS);
        if (!rows.knows(key.targetColumns())) {
            return first;
        }
        String second = "EXISTS (SELECT FROM " + LINKS + " p WHERE "
                + StagedRows.matching("p.schemuse_t", key.operators(), "l.schemuse_k")
                + " AND p.schemuse_row <> o.schemuse_row"
                + " AND NOT EXISTS (SELECT FROM " + LOST + " b WHERE b.schemuse_row = p.schemuse_row))";
        return "WITH RECURSIVE lost AS (" + first + " UNION SELECT l.schemuse_row FROM lost"
                + " JOIN " + LINKS + " o ON o.schemuse_row = lost.schemuse_row JOIN " + LINKS + " l ON "
                + StagedRows.matching("o.schemuse_t", key.operators(), "l.schemuse_k")
                + " WHERE NOT " + TableConflicts.inTarget(key, "l") + " AND NOT " + second
                + ") SELECT schemuse_row FROM lost";
    }
}
