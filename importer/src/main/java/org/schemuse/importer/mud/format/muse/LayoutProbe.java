package org.schemuse.importer.mud.format.muse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.source.Text;

/**
 * Finds out how a dump is laid out by reading its beginning in every layout that its version may have. In a wrong layout
 * lines shift: flags decode to types that do not exist, numbers are texts, records do not end where they should.
 */
final class LayoutProbe {
    /** Enough objects to tell any two layouts apart, and quick to read eight times. */
    private static final int OBJECTS = 50;

    /** Version, limits and count stand within the first lines. */
    private static final int HEADER_LINES = 16;

    private LayoutProbe() {}

    /** The layout with the fewest oddities, the likelier one of equals. */
    static Layout layoutOf(byte[] sample) throws IOException {
        List<Layout> candidates = Layout.candidates(version(sample));
        Layout best = candidates.get(0);
        double fewest = Double.MAX_VALUE;
        for (Layout layout : candidates) {
            double oddities = oddities(sample, layout);
            if (oddities < fewest) {
                fewest = oddities;
                best = layout;
            }
        }
        return best;
    }

    /** The number behind the at-sign before the first object; a dump without one is of version 1. */
    private static int version(byte[] sample) {
        int line = 0;
        for (int lines = 0; lines < HEADER_LINES && line < sample.length && "&!".indexOf(sample[line]) < 0; lines++) {
            if (sample[line] == '@') {
                return number(sample, line + 1);
            }
            while (line < sample.length && sample[line] != '\n') {
                line++;
            }
            line++;
        }
        return 1;
    }

    private static int number(byte[] sample, int from) {
        int number = 0;
        for (int i = from; i < sample.length && i < from + 4 && sample[i] >= '0' && sample[i] <= '9'; i++) {
            number = number * 10 + (sample[i] - '0');
        }
        return number;
    }

    /**
     * How much is odd for each object read; beyond every number if there was none. The sample may end inside an object,
     * so one that is not complete counts where no other does.
     */
    private static double oddities(byte[] sample, Layout layout) throws IOException {
        Findings findings = new Findings();
        MuseDialect dialect = new MuseDialect(layout);
        long odd = 0;
        int objects = 0;
        int cut = 0;
        try (MuseReader reader =
                MuseDump.open(new LineReader(new ByteArrayInputStream(sample), null), dialect, findings)) {
            RawRecord record = reader.next();
            while (record != null && objects < OBJECTS) {
                if (record instanceof MuseObject object) {
                    odd += oddities(object, dialect);
                    objects += object.complete() ? 1 : 0;
                    cut += object.complete() ? 0 : 1;
                }
                record = reader.next();
            }
        }
        odd += 2 * (findings.count(FindingCode.UNEXPECTED_LINE) + findings.count(FindingCode.BAD_INTEGER));
        odd += findings.count(FindingCode.WRONG_COUNT);
        return objects + cut == 0 ? Double.MAX_VALUE : (double) odd / Math.max(objects, 1);
    }

    private static int oddities(MuseObject object, MuseDialect dialect) {
        ObjectType type = object.type();
        int odd = type == ObjectType.UNKNOWN ? 2 : 0;
        odd += dialect.unknownFlags(object.raw()) != 0 ? 1 : 0;
        odd += aNumberForAName(object.raw().header()) ? 1 : 0;
        boolean roomElsewhere = type == ObjectType.ROOM && object.location() != object.dbref() && !object.garbage();
        return roomElsewhere ? odd + 1 : odd;
    }

    /** Where a layout takes a header number for the coloured name, that differs from the name, as no real one does. */
    private static boolean aNumberForAName(ObjectHeader header) {
        Text coloured = header.text(HeaderField.COLOURED_NAME);
        if (coloured == null) {
            return false;
        }
        String text = coloured.decode(StandardCharsets.ISO_8859_1);
        return text.matches("-?[0-9]+") && !text.equals(header.name().decode(StandardCharsets.ISO_8859_1));
    }
}
