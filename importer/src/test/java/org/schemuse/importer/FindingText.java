package org.schemuse.importer;

import org.schemuse.importer.problem.Problem;

/** Writes a finding on one line. */
final class FindingText {
    private FindingText() {}

    static String of(Problem problem) {
        StringBuilder line = new StringBuilder(problem.code().name());
        line.append(
                problem.position() == null
                        ? " at the file"
                        : " at line " + problem.position().line() + ", byte "
                                + problem.position().offset());
        line.append(problem.dbref() == null ? "" : ", #" + problem.dbref());
        line.append(problem.field() == null ? "" : ", " + problem.field());
        return line.append(" | expected ")
                .append(problem.expected())
                .append(" | found ")
                .append(problem.found())
                .append(" | ")
                .append(problem.done())
                .toString();
    }
}
