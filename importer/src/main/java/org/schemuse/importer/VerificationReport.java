package org.schemuse.importer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.schemuse.importer.mud.update.ChangeList;
import org.schemuse.importer.mud.verify.RowDifference;

/**
 * How a world in the database differs from its dump.
 *
 * @param source the dump that the run imported
 * @param evidence what the contents were compared with
 * @param objectCount how many objects were compared
 * @param mailCount how many messages were compared
 * @param rowDifferenceCount how many differences there are
 * @param rowDifferences the differences; if there are very many, only the first ones
 * @param localChangeCount how many lines {@code localChanges} has
 * @param localChanges what was changed, added or removed in the database since the import, which is no error;
 *     the caller closes it
 * @param vanishedCount how many lines {@code vanished} has
 * @param vanished rows that the latest dump no longer has and that were kept by design, which is
 *     no error; the caller closes it
 * @param notes what could not be compared, and why
 */
public record VerificationReport(
        UUID run,
        String source,
        String sha256,
        String schema,
        Evidence evidence,
        long objectCount,
        long mailCount,
        long rowDifferenceCount,
        List<RowDifference> rowDifferences,
        long localChangeCount,
        ChangeList localChanges,
        long vanishedCount,
        ChangeList vanished,
        List<String> notes,
        Duration took)
        implements AutoCloseable {
    /** What the contents of a world are compared with. */
    public enum Evidence {
        /** The dump itself, record by record. */
        DUMP,
        /** The dump's SHA-256: an export of the world equals the dump, byte for byte. */
        EXPORT,
        /** Nothing from outside: the dump is not available, and an export differs for known reasons. Only the database was checked. */
        NONE
    }

    VerificationReport with(RowDifference another) {
        List<RowDifference> all = new ArrayList<>(rowDifferences);
        all.add(another);
        return new VerificationReport(
                run,
                source,
                sha256,
                schema,
                evidence,
                objectCount,
                mailCount,
                rowDifferenceCount + 1,
                all,
                localChangeCount,
                localChanges,
                vanishedCount,
                vanished,
                notes,
                took);
    }

    /** Whether there are no differences. Local changes and rows that were kept by design are no differences. */
    @JsonProperty
    public boolean verified() {
        return rowDifferenceCount == 0;
    }

    @Override
    public void close() {
        localChanges.close();
        vanished.close();
    }
}
