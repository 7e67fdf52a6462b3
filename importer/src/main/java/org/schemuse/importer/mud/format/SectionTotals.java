package org.schemuse.importer.mud.format;

import java.util.EnumMap;
import java.util.Map;

/** Where every line and byte of a dump went. The sums are the file's own numbers, or something was not accounted for. */
public final class SectionTotals {
    /** The parts of a dump. */
    public enum Section {
        HEADER,
        OBJECTS,
        ATTRIBUTES,
        PASSWORDS,
        ANCESTRY,
        DEFINITIONS,
        UNIVERSES,
        END,
        MAIL,
        SKIPPED
    }

    /** An amount of input, line ends included. */
    public record Amount(long lines, long bytes) {}

    private static final class Counter {
        private long lines;
        private long bytes;
    }

    private final Map<Section, Counter> counters = new EnumMap<>(Section.class);

    public SectionTotals() {
        for (Section section : Section.values()) {
            counters.put(section, new Counter());
        }
    }

    /** Books one line. */
    public void add(Section section, long bytes) {
        Counter counter = counters.get(section);
        counter.lines++;
        counter.bytes += bytes;
    }

    /** Books what was booked since {@code before} under another section, once it is clear what it was. */
    public void rebook(Section from, Section to, Amount before) {
        Counter source = counters.get(from);
        Counter target = counters.get(to);
        target.lines += source.lines - before.lines();
        target.bytes += source.bytes - before.bytes();
        source.lines = before.lines();
        source.bytes = before.bytes();
    }

    public Amount of(Section section) {
        Counter counter = counters.get(section);
        return new Amount(counter.lines, counter.bytes);
    }

    /** Every section that has anything, in the order of a dump. */
    public Map<Section, Amount> bySection() {
        Map<Section, Amount> amounts = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            if (counters.get(section).lines > 0) {
                amounts.put(section, of(section));
            }
        }
        return amounts;
    }

    public Amount total() {
        long lines = 0;
        long bytes = 0;
        for (Counter counter : counters.values()) {
            lines += counter.lines;
            bytes += counter.bytes;
        }
        return new Amount(lines, bytes);
    }
}
