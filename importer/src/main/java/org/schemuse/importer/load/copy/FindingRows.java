package org.schemuse.importer.load.copy;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.load.target.ImportRefusedException;

/**
 * The rows of {@code import_findings}. All findings are known before the first batch, so they travel with the batches in
 * pieces of one size: the same input makes the same pieces, and a batch that is in the database has brought its piece.
 */
public final class FindingRows {
    /** The statement that takes them in binary form. */
    public static final String COPY_STATEMENT =
            "COPY import_findings (run_id, number, code, severity, line, byte_offset,"
                    + " subject, field, expected, found, done) FROM STDIN (FORMAT binary)";

    private static final int WIDTH = 11;

    /** A fraction of a batch's rows, so that no batch of a bad input becomes much longer than the others. */
    private static final int IN_A_PIECE = 500;

    private final UUID run;
    private final List<Finding> findings;
    private int next;

    /** Rows for the findings of a run; the place in the list is their number. */
    public FindingRows(UUID run, List<Finding> findings) {
        this.run = run;
        this.findings = findings;
    }

    /** Whether some are in no batch yet. */
    public boolean left() {
        return next < findings.size();
    }

    /** Adds the next piece to a batch; nothing once none are left. */
    public void moveTo(Batch batch) {
        int end = Math.min(next + IN_A_PIECE, findings.size());
        CopyRows rows = batch.findings(next);
        for (; next < end; next++) {
            add(rows, next, findings.get(next));
        }
    }

    /**
     * Writes all findings down, within the caller's transaction, in which row security must not hide the table.
     *
     * @throws ImportRefusedException if the server refuses them
     */
    public void copy(Handle handle) {
        Batch batch = new Batch(0);
        try {
            CopyManager copies =
                    handle.getConnection().unwrap(PGConnection.class).getCopyAPI();
            while (left()) {
                moveTo(batch.begin(0, 0));
                BatchSender.copyFindings(copies, batch);
            }
        } catch (SQLException e) {
            throw ImportRefusedException.by(e);
        }
    }

    private void add(CopyRows rows, int number, Finding finding) {
        Position position = finding.position();
        rows.beginRow(WIDTH)
                .uuid(run)
                .integer(number)
                .text(finding.code().name())
                .text(finding.code().severity().name().toLowerCase(Locale.ROOT))
                .bigint(position == null ? null : position.line())
                .bigint(position == null ? null : position.offset())
                .text(finding.subject())
                .text(finding.field())
                .text(finding.expected())
                .text(finding.found())
                .text(finding.done())
                .finishRow();
    }
}
