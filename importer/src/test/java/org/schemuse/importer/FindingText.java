package org.schemuse.importer;

import org.schemuse.importer.finding.Finding;

/** Writes a finding on one line. */
final class FindingText {
    private FindingText() {}

    static String of(Finding finding) {
        StringBuilder line = new StringBuilder(finding.code().name());
        line.append(
                finding.position() == null
                        ? " at the file"
                        : " at line " + finding.position().line() + ", byte "
                                + finding.position().offset());
        line.append(finding.dbref() == null ? "" : ", #" + finding.dbref());
        line.append(finding.field() == null ? "" : ", " + finding.field());
        return line.append(" | expected ")
                .append(finding.expected())
                .append(" | found ")
                .append(finding.found())
                .append(" | ")
                .append(finding.done())
                .toString();
    }
}
