package org.schemuse.importer;

import org.schemuse.importer.mud.format.SectionTotals;

/** What an inspection says of where the lines and bytes of a dump went, added up, and what there was to account for. */
final class Accounted {
    private Accounted() {}

    static long bytes(Inspection inspection) {
        return inspection.sections().values().stream()
                .mapToLong(SectionTotals.Amount::bytes)
                .sum();
    }

    static long lines(Inspection inspection) {
        return inspection.sections().values().stream()
                .mapToLong(SectionTotals.Amount::lines)
                .sum();
    }

    static long linesOf(byte[] bytes) {
        long lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        return bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? lines + 1 : lines;
    }
}
