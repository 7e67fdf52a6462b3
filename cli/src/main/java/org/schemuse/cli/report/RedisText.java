package org.schemuse.cli.report;

import java.util.Locale;
import org.schemuse.changelog.redis.KeyFinding;
import org.schemuse.changelog.redis.KeyspaceReport;
import org.schemuse.changelog.redis.LibraryReport;

/** Reports about Redis as text. */
public final class RedisText {
    private RedisText() {}

    public static String library(LibraryReport report) {
        return "library " + report.library() + " in Redis " + report.serverVersion() + " at " + report.server() + ": "
                + switch (report.change()) {
                    case LOADED -> "loaded";
                    case UPGRADED -> "upgraded";
                    case UNCHANGED -> "is there, nothing to do";
                    case REMOVED -> "rolled back";
                    case ABSENT -> "is not there";
                    case OUTDATED -> "is there with another text";
                };
    }

    public static String keyspace(KeyspaceReport report) {
        StringBuilder text = new StringBuilder(library(report.redis()));
        text.append(String.format(
                Locale.ROOT, "%n%,d keys looked at, %,d findings", report.keyCount(), report.findingCount()));
        report.keysByPattern()
                .forEach((pattern, count) -> text.append(String.format(Locale.ROOT, "%n%,10d  %s", count, pattern)));
        for (KeyFinding finding : report.findings()) {
            text.append(System.lineSeparator())
                    .append(finding.code())
                    .append("  ")
                    .append(Terminal.inLine(finding.key()))
                    .append(": expected ")
                    .append(finding.expected())
                    .append(", found ")
                    .append(Terminal.inLine(finding.found()));
        }
        long more = report.findingCount() - report.findings().size();
        return more == 0 ? text.toString() : text + String.format(Locale.ROOT, "%nand %,d more", more);
    }
}
