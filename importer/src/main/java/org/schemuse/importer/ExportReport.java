package org.schemuse.importer;

import java.util.List;
import org.schemuse.importer.export.ByteRange;

/**
 * What an export wrote.
 *
 * @param source the dump that the world came from
 * @param identical whether it is that dump again, byte for byte
 * @param explained whether it is, or findings and passwords that were not kept say why it is not; else rows were changed
 * @param differences why it is not, as far as the database knows; empty if it is
 * @param ranges which bytes differ and why, if the dump was there to compare with; of very many only the first
 * @param rangeCount how many ranges differ; {@code null} if nothing was compared
 */
public record ExportReport(
        String source,
        long bytes,
        String sha256,
        long objects,
        boolean identical,
        boolean explained,
        List<String> differences,
        List<ByteRange> ranges,
        Long rangeCount) {}
