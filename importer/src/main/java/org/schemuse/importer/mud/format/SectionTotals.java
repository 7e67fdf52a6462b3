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

    private final Counter[] counters = new Counter[Section.values().length];

    /** Nothing read yet. */
    public SectionTotals() {
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new Counter();
        }
    }

    // Asked for every line of a dump, which a map would answer with an object that may be null.
    @SuppressWarnings("EnumOrdinal")
    private Counter counter(Section section) {
        return counters[section.ordinal()];
    }

    /** Books one line. */
    public void add(Section section, long bytes) {
        Counter counter = counter(section);
        counter.lines++;
        counter.bytes += bytes;
    }

    /** Books what was booked since {@code before} under another section, once it is clear what it was. */
    public void rebook(Section from, Section to, Amount before) {
        Counter source = counter(from);
        Counter target = counter(to);
        target.lines += source.lines - before.lines();
        target.bytes += source.bytes - before.bytes();
        source.lines = before.lines();
        source.bytes = before.bytes();
    }

    /** What one section has so far. */
    public Amount of(Section section) {
        Counter counter = counter(section);
        return new Amount(counter.lines, counter.bytes);
    }

    /** Every section that has anything, in the order of a dump. */
    public Map<Section, Amount> bySection() {
        Map<Section, Amount> amounts = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            if (counter(section).lines > 0) {
                amounts.put(section, of(section));
            }
        }
        return amounts;
    }

    /** What all sections have together. */
    public Amount total() {
        long lines = 0;
        long bytes = 0;
        for (Counter counter : counters) {
            lines += counter.lines;
            bytes += counter.bytes;
        }
        return new Amount(lines, bytes);
    }
}
