package org.schemuse.importer;

import java.util.List;

/**
 * What an export wrote.
 *
 * @param source the dump that the world came from
 * @param identical whether it is that dump again, byte for byte
 * @param differences why it is not, as far as the database knows; empty if it is
 */
public record ExportReport(
        String source, long bytes, String sha256, long objects, boolean identical, List<String> differences) {}
