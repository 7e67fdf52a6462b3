package org.schemuse.importer.table.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.TableShape.Unique;

/**
 * Finds staged rows that the server would refuse, by statements about all of them, and writes them into the table of rejects. A
 * row gets one reject at most, and a row that has one counts for nothing in later judgements.
 *
 * <p>The handle must be in a transaction, and have the {@code search_path} under which the table's shape was read. The judge
 * analyzes the staging table, and until the end of the transaction it raises {@code work_mem} and {@code maintenance_work_mem}.
 *
 * <p>Bad values come first, then what each row must fulfil by itself, then what rows of tables say, and at last what rows of the
 * file say of each other. So a row that is rejected for its own sake is in no other row's way. PostgreSQL, which takes one row
 * after the other, refuses the same rows; of a row with several faults it may report another one.
 *
 * <p>Constraints that read a column whose value only the INSERT makes are left to the server: a generated column, an identity, or
 * a default such as {@code nextval}.
 */
public final class Judge {
    /**
     * How often references are judged from the beginning because other rows have their keys now. Rows of which each is in the
     * way of the other's reference might go on forever; after so many rounds a row that was rejected stays so.
     */
    private static final int ROUNDS = 30;

    private final Rejects rejects;
    private final StagedTable staged;
    private final StagedRows rows;
    private TableConflicts.@Nullable Merging merging;
    private @Nullable String role;
    private Map<String, StagedRows> beside = Map.of();

    /** A judge of the rows that are staged now. */
    public Judge(Handle handle, StagedTable staged) {
        this.staged = staged;
        rejects = new Rejects(handle, staged);
        rows = new StagedRows(staged, rejects);
        rejects.execute("SET LOCAL work_mem = '128MB'");
        rejects.execute("SET LOCAL maintenance_work_mem = '128MB'");
        rejects.execute("SET LOCAL jit = off");
        rejects.index();
        rejects.execute("ANALYZE " + staged.name() + rows.comparedColumns());
    }

    /** Judges as well what row-level security lets a role insert. */
    public void actingAs(String writer) {
        role = writer;
    }

    /**
     * Takes staged rows of other tables that are not rejected for rows of those tables, to which rows may refer.
     *
     * @param others by their tables, as foreign keys name these
     * @return this judge
     */
    public Judge beside(Handle handle, Map<String, StagedTable> others) {
        beside = new LinkedHashMap<>();
        others.forEach((table, other) -> beside.put(table, new StagedRows(other, new Rejects(handle, other))));
        return this;
    }

    /**
     * Judges the references of rows once more, after rows to which they refer were rejected.
     *
     * @return how many more rows were rejected
     */
    public long judgeReferences() {
        long lost = references();
        return lost == 0 ? 0 : lost + conflicts();
    }

    /**
     * Judges rows that are all new to the table.
     *
     * @return how many rows were rejected
     */
    public long judge() {
        return badValues() + rules() + keysTaken(staged.shape().uniques()) + exclusions() + references() + conflicts();
    }

    /**
     * Judges rows of which the table may have some, by a key: {@code ON CONFLICT} of that key updates them or skips them. Other
     * keys must not be taken by other rows.
     *
     * @return how many rows were rejected
     */
    public long judgeMerging(Unique conflict, boolean update) {
        merging = rows.knows(conflict.reads()) ? new TableConflicts.Merging(conflict, update) : null;
        List<Unique> others = staged.shape().uniques().stream()
                .filter(unique -> !unique.equals(conflict))
                .toList();
        return badValues() + rules() + keysTaken(others) + exclusions() + references() + conflicts();
    }

    /**
     * Rejects rows with a text that the type of its column does not have. The value of such a row is NULL in the staging table
     * afterwards, so that every cast of the column succeeds.
     */
    public long badValues() {
        return new StagedTexts(staged, rejects).judge();
    }

    /** Rejects rows without a value that they must have, and those that a CHECK constraint of the table or a domain refuses. */
    private long rules() {
        RowRules rules = new RowRules(rows, rejects);
        return rules.judge()
                + (role == null ? 0 : rules.judge(new InsertPolicies(rows, rejects, role).rule(updating())));
    }

    private boolean updating() {
        return merging != null && merging.update();
    }

    /** Rejects rows with a key that a row of the table has. */
    private long keysTaken(List<Unique> uniques) {
        return new TableConflicts(rows, rejects, merging).keysTaken(uniques);
    }

    /** Rejects rows that an exclusion constraint does not allow beside the rows of the table. */
    private long exclusions() {
        return new TableConflicts(rows, rejects, merging).exclusions();
    }

    /** Rejects rows that refer to a row of another table that does not exist. */
    private long references() {
        return new TableConflicts(rows, rejects, merging).references(beside);
    }

    /**
     * Rejects rows that have the key of an earlier row of the file, that an exclusion constraint does not allow beside an earlier
     * row, or that refer to a row which neither the table nor the rest of the file has. If a row is rejected for its reference,
     * its key is free for the next row that has it.
     */
    private long conflicts() {
        FileConflicts conflicts = new FileConflicts(rows, rejects);
        SelfReferences references = new SelfReferences(rows, rejects);
        long inTheWay = conflicts.judge(references.order());
        long lost = references.judge();
        boolean settled = inTheWay == 0 || lost == 0;
        for (int round = 1; !settled; round++) {
            String before = references.lost();
            conflicts.forget();
            inTheWay = conflicts.judge(references.order());
            if (round < ROUNDS) {
                references.forget();
                lost = 0;
            }
            lost += references.judge();
            settled = references.lost().equals(before);
        }
        return inTheWay + lost;
    }
}
