package org.schemuse.importer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.world.WorldCounts;

/**
 * The contents of a dump and its findings.
 *
 * @param bytes the length after decompression
 * @param sections the lines and bytes of each section; their sums are the whole dump
 * @param findingsByCode how often each code was found
 * @param findings the findings, ordered by line; if there are very many, only the first ones
 * @param importable whether an import accepts the dump without further options
 */
public record Inspection(
        String source,
        long bytes,
        String sha256,
        String dialect,
        String layout,
        String charset,
        WorldCounts counts,
        long lines,
        Map<SectionTotals.Section, SectionTotals.Amount> sections,
        Map<FindingCode, Long> findingsByCode,
        List<Finding> findings,
        boolean importable,
        boolean lostOrChangedSomething,
        Duration took) {}
