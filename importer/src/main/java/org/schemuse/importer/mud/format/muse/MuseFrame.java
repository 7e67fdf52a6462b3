package org.schemuse.importer.mud.format.muse;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredFields;

/** What stands around the objects. */
sealed interface MuseFrame extends RawRecord.Frame {
    @Override
    default boolean end() {
        return false;
    }

    @Override
    default OptionalInt objectCount() {
        return OptionalInt.empty();
    }

    /** From the fields that another was stored as. */
    static MuseFrame of(StoredFields fields) {
        Position nowhere = new Position(0, 0);
        return fields.has("version")
                ? new Version(
                        nowhere,
                        Objects.requireNonNull(fields.number("version")).intValue(),
                        fields.numbers("limits"))
                : new Count(
                        nowhere, Objects.requireNonNull(fields.number("count")).intValue());
    }

    /**
     * The version line, with what stands between it and the objects.
     *
     * @param limits TinyMUSE 2: the most mortal connections (0 is no limit) and the lowest class that may connect
     */
    record Version(Position position, int version, List<Integer> limits) implements MuseFrame {
        @Override
        public void fields(RawFields to) {
            to.number("version", version);
            to.numbers("limits", limits);
        }
    }

    /** How many objects the dump says it has: one more than its highest dbref. */
    record Count(Position position, int count) implements MuseFrame {
        @Override
        public void fields(RawFields to) {
            to.number("count", count);
        }

        @Override
        public OptionalInt objectCount() {
            return OptionalInt.of(count);
        }
    }

    /** The line that says that the world is complete. */
    record End(Position position) implements MuseFrame {
        @Override
        public void fields(RawFields to) {
            // The line is always the same.
        }

        @Override
        public boolean end() {
            return true;
        }
    }
}
