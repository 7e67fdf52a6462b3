package org.schemuse.importer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.schemuse.importer.mud.export.ByteRange;
import org.schemuse.importer.mud.update.ChangeList;

/**
 * What an export wrote.
 *
 * @param source the dump that the world came from
 * @param identical whether the file is that dump again, byte for byte, whatever was changed in the database since
 * @param explained whether it is, or findings and passwords that were not kept say why it is not; else rows were changed
 * @param reasons why it is not, as far as the database knows; empty if it is
 * @param ranges which bytes differ and why, if the dump was there to compare with; of very many only the first
 * @param rangeCount how many ranges differ; {@code null} if nothing was compared
 * @param vanishedCount how many rows of the world are not in the file because the latest dump no longer has them
 * @param localChangeCount how many lines {@code localChanges} has
 * @param localChanges what was changed, added or removed in the database since the import, none of which is in the file; to
 *     be closed by the caller
 */
public record ExportReport(
        String source,
        long bytes,
        String sha256,
        long objectCount,
        boolean identical,
        boolean explained,
        List<String> reasons,
        List<ByteRange> ranges,
        Long rangeCount,
        long vanishedCount,
        long localChangeCount,
        ChangeList localChanges)
        implements AutoCloseable {
    /** Whether the file is the dump, and the world in the database is still what the file says. */
    @JsonIgnore
    public boolean upToDate() {
        return identical && localChangeCount == 0 && reasons.isEmpty();
    }

    @Override
    public void close() {
        localChanges.close();
    }
}
