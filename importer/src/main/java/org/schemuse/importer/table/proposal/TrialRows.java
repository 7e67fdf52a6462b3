package org.schemuse.importer.table.proposal;

import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.value.ValueEncoder;

/** Asks encoders whether they take values, and forgets what they make of them. It belongs to one thread. */
final class TrialRows {
    private static final int USUAL = 1 << 12;
    private static final int LARGE = 1 << 18;

    private CopyRows rows = new CopyRows(USUAL);

    /** Whether an encoder takes a value. */
    boolean takes(ValueEncoder encoder, String text, Kind kind) {
        if (rows.bytes().length > LARGE) {
            rows = new CopyRows(USUAL);
        }
        rows.reset();
        rows.beginRow(1);
        return encoder.encode(rows, text, kind) == null;
    }
}
