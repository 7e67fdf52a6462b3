package org.schemuse.importer.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the findings of one reading. Counts are exact; of the findings themselves the first {@value #MOST_KEPT} are
 * kept, so that a dump in which everything is wrong cannot fill the memory.
 */
public final class Findings {
    /** At about 300 bytes a finding this is 15 MB, which fits beside the rest of an import in a heap of 256 MB. */
    public static final int MOST_KEPT = 50_000;

    private final List<Finding> kept = new ArrayList<>();
    private final Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);

    /** Counts a finding, and keeps it as long as there is room. */
    public void add(Finding finding) {
        counts.merge(finding.code(), 1L, Long::sum);
        if (kept.size() < MOST_KEPT) {
            kept.add(finding);
        }
    }

    /** Takes back a finding that turned out not to be true. */
    public void forget(FindingCode code) {
        counts.remove(code);
        kept.removeIf(finding -> finding.code() == code);
    }

    /** Orders the findings that were kept; equal ones stay as they were found. */
    public void sort(Comparator<Finding> order) {
        kept.sort(order);
    }

    /** The findings that were kept, in the order in which they were found. */
    public List<Finding> kept() {
        return Collections.unmodifiableList(kept);
    }

    /** How often each code was found, including findings that were not kept. */
    public Map<FindingCode, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** How often a code was found. */
    public long count(FindingCode code) {
        return counts.getOrDefault(code, 0L);
    }

    /** How many findings there are, of all codes. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether a strict import would refuse the input. */
    public boolean hasErrors() {
        return counts.keySet().stream().anyMatch(code -> code.severity() == FindingCode.Severity.ERROR);
    }

    /** Whether anything in the database differs from what the dump says. */
    public boolean lostOrChangedSomething() {
        return counts.keySet().stream().anyMatch(code -> code.effect() != FindingCode.Effect.NONE);
    }
}
