package org.schemuse.importer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.export.ByteRange;
import org.schemuse.importer.mud.update.ChangeList;

/**
 * What an export wrote.
 *
 * @param source the dump that the world came from
 * @param identical whether the file equals that dump, byte for byte; local changes do not count
 * @param explained whether the file is identical, or findings and passwords that were not kept explain why it is not;
 *     otherwise rows were changed
 * @param reasons why the file is not identical, as far as the database shows; empty if it is
 * @param ranges which bytes differ and why, if a dump was given to compare with; if there are very many, only the first ones
 * @param rangeCount how many ranges differ; {@code null} if nothing was compared
 * @param vanishedCount how many rows of the world are not in the file because the latest dump no longer has them
 * @param localChangeCount how many lines {@code localChanges} has
 * @param localChanges what was changed, added or removed in the database since the import, none of which is in the file; the
 *     caller closes it
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
        @Nullable Long rangeCount,
        long vanishedCount,
        long localChangeCount,
        ChangeList localChanges)
        implements AutoCloseable {
    /** Whether the file is identical to the dump, or explained, and the world in the database is still what the file says. */
    @JsonIgnore
    public boolean upToDate() {
        return identical && localChangeCount == 0 && reasons.isEmpty();
    }

    @Override
    public void close() {
        localChanges.close();
    }
}
