package org.schemuse.importer.dump.muse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.schemuse.importer.dump.Dialect;
import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.DumpRecord.GameObject;
import org.schemuse.importer.dump.ObjectType;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.problem.Problems;
import org.schemuse.importer.source.LineReader;

/**
 * Finds out how a dump is laid out by reading its beginning in every layout that its version may have. In a wrong layout
 * lines shift: flags decode to types that do not exist, numbers are texts, records do not end where they should.
 */
final class LayoutProbe {
    /** Enough objects to tell any two layouts apart, and quick to read eight times. */
    private static final int OBJECTS = 50;

    private LayoutProbe() {}

    /** The layout with the fewest oddities, the likelier one of equals; empty if none gives a single object. */
    static Optional<Layout> layoutOf(byte[] sample) throws IOException {
        Layout best = null;
        double fewest = Double.MAX_VALUE;
        for (Layout layout : Layout.candidates(version(sample))) {
            double oddities = oddities(sample, layout);
            if (oddities < fewest) {
                fewest = oddities;
                best = layout;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The number behind the at-sign of the first line; a dump without one is of version 1. */
    private static int version(byte[] sample) {
        int version = 0;
        for (int i = 1; i < sample.length && i < 5 && sample[i] >= '0' && sample[i] <= '9'; i++) {
            version = version * 10 + (sample[i] - '0');
        }
        return sample[0] == '@' ? version : 1;
    }

    /** How much is odd for each object read; beyond every number if no object was found. */
    private static double oddities(byte[] sample, Layout layout) throws IOException {
        Problems problems = new Problems();
        Dialect dialect = new MuseDialect(layout);
        long odd = 0;
        int objects = 0;
        try (MuseReader reader =
                MuseDump.open(new LineReader(new ByteArrayInputStream(sample), null), layout, problems)) {
            DumpRecord record = reader.next();
            while (record != null && objects < OBJECTS) {
                if (record instanceof GameObject object && object.complete()) {
                    objects++;
                    odd += oddities(object, dialect);
                }
                record = reader.next();
            }
        }
        odd += 2 * (problems.count(ProblemCode.UNEXPECTED_LINE) + problems.count(ProblemCode.BAD_INTEGER));
        odd += problems.count(ProblemCode.WRONG_COUNT);
        return objects == 0 ? Double.MAX_VALUE : (double) odd / objects;
    }

    private static int oddities(GameObject object, Dialect dialect) {
        ObjectType type = dialect.type(object);
        int odd = type == ObjectType.UNKNOWN ? 2 : 0;
        odd += dialect.unknownFlags(object) != 0 ? 1 : 0;
        boolean roomElsewhere = type == ObjectType.ROOM
                && dialect.place(object).location() != object.dbref()
                && !dialect.garbage(object);
        return roomElsewhere ? odd + 1 : odd;
    }
}
