package org.schemuse.importer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.world.WorldCounts;

/**
 * What a dump holds and what is wrong with it.
 *
 * @param bytes after decompression
 * @param sections where its lines and bytes went; their sum is the whole dump
 * @param findingsByCode how often each code was found
 * @param findings the findings themselves, by line; of very many only the first
 * @param importable whether an import would take it as it is, without being told to accept less
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
