package org.schemuse.cli.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.schemuse.importer.DocumentsReport;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.WorldCounts;

/** Reports about dumps and imports as text; as JSON, they are the records themselves. */
public final class ImportText {
    /** Of one code no more are shown; the rest is in the JSON report and in {@code import_findings}. */
    private static final int FINDINGS_OF_ONE_CODE = 10;

    private ImportText() {}

    public static String inspection(Inspection inspection) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %s, %s; %s, %,d lines, %,d bytes%n",
                inspection.source(),
                inspection.dialect(),
                inspection.layout(),
                inspection.charset(),
                inspection.lines(),
                inspection.bytes()));
        text.append(world(inspection.counts()));
        text.append(sections(inspection));
        text.append(findings(inspection));
        if (!inspection.importable()) {
            text.append(
                    "An import refuses this dump, because it is cut short; --accept-truncated takes what is there.");
        }
        return text.toString().stripTrailing();
    }

    private static String world(WorldCounts counts) {
        String types = counts.objects().entrySet().stream()
                .map(type -> count(type.getValue(), noun(type.getKey())))
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add(count(counts.liveObjects(), "object") + ": " + types);
        if (counts.garbage() > 0) {
            lines.add(count(counts.garbage(), "destroyed object") + " with " + count(counts.valuesOnGarbage(), "value")
                    + ", kept in legacy_objects");
        }
        lines.add(count(counts.values(), "attribute value") + ", " + number(counts.userDefinedValues())
                + " under attributes that objects define (the original server would keep "
                + number(counts.keptByOriginal()) + " of them)");
        lines.add(count(counts.definitions(), "definition") + ", " + count(counts.parents(), "parent") + ", "
                + count(counts.powerGrants(), "power") + ", " + count(counts.mail(), "mail") + ", "
                + count(counts.passwords(), "password"));
        return lines.stream().map(line -> "  " + line + System.lineSeparator()).collect(Collectors.joining());
    }

    private static String noun(ObjectType type) {
        return switch (type) {
            case ROOM, THING, EXIT, PLAYER, CHANNEL -> type.name().toLowerCase(Locale.ROOT);
            case UNIVERSE -> "universe";
            case UNKNOWN -> "object of unknown type";
        };
    }

    private static String sections(Inspection inspection) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%nWhere every line went:%n"));
        inspection.sections().forEach((section, amount) -> text.append(row(name(section), amount)));
        text.append(row("total", new SectionTotals.Amount(inspection.lines(), inspection.bytes())));
        return text.toString();
    }

    private static String name(SectionTotals.Section section) {
        return switch (section) {
            case ANCESTRY -> "parents, children";
            case SKIPPED -> "skipped (findings)";
            default -> section.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String row(String name, SectionTotals.Amount amount) {
        return String.format(Locale.ROOT, "  %-20s %,12d lines %,14d bytes%n", name, amount.lines(), amount.bytes());
    }

    private static String findings(Inspection inspection) {
        if (inspection.findingsByCode().isEmpty()) {
            return String.format("%nNo findings.%n");
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%n%s:%n",
                count(
                        inspection.findingsByCode().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        "finding")));
        Map<FindingCode, Integer> shown = new EnumMap<>(FindingCode.class);
        for (Finding finding : inspection.findings()) {
            if (shown.merge(finding.code(), 1, Integer::sum) <= FINDINGS_OF_ONE_CODE) {
                text.append("  ").append(finding(inspection.source(), finding)).append(System.lineSeparator());
            }
        }
        inspection.findingsByCode().forEach((code, number) -> {
            if (number > FINDINGS_OF_ONE_CODE) {
                text.append(
                        String.format(Locale.ROOT, "  ... and %,d more of %s%n", number - FINDINGS_OF_ONE_CODE, code));
            }
        });
        return text.toString();
    }

    /** In the form of compilers, so that editors can jump there. */
    static String finding(String source, Finding finding) {
        StringBuilder line = new StringBuilder(source);
        if (finding.position() != null) {
            line.append(':').append(finding.position().line());
        }
        line.append(": ")
                .append(finding.code().severity().name().toLowerCase(Locale.ROOT))
                .append(": ");
        if (finding.subject() != null) {
            line.append(finding.subject()).append(' ');
        }
        if (finding.field() != null) {
            line.append(finding.field()).append(": ");
        }
        return line.append("expected ")
                .append(finding.expected())
                .append(", found ")
                .append(finding.found())
                .append("; ")
                .append(finding.done())
                .append(" [")
                .append(finding.code())
                .append(']')
                .toString();
    }

    /** {@code psql} is the line that opens the result. */
    public static String report(ImportReport report, String where, String psql) {
        if (report.outcome() == ImportReport.Outcome.ALREADY_IMPORTED) {
            return String.format(
                    Locale.ROOT,
                    "%s is already imported into schema %s of %s, since %s; nothing was changed.%nLook at it:%n  %s",
                    report.inspection().source(),
                    report.schema(),
                    where,
                    report.importedAt().truncatedTo(ChronoUnit.SECONDS),
                    psql);
        }
        StringBuilder text = new StringBuilder(inspection(report.inspection()));
        long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
        text.append(String.format(
                Locale.ROOT,
                "%n%nImported into schema %s of %s: %,d rows in %.1f s%n",
                report.schema(),
                where,
                rows,
                seconds(report.took())));
        if (report.continuedBatches() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "  (continued an import that was interrupted: %s batch(es) of it were there)%n",
                    number(report.continuedBatches())));
        }
        report.rows()
                .forEach((table, number) -> text.append(String.format(Locale.ROOT, "  %-24s %,12d%n", table, number)));
        text.append("Seconds: ")
                .append(report.stages().entrySet().stream()
                        .map(stage -> String.format(Locale.ROOT, "%s %.1f", stage.getKey(), seconds(stage.getValue())))
                        .collect(Collectors.joining(", ")))
                .append(System.lineSeparator());
        text.append("Verified: every count and reference in the database is the dump's.")
                .append(System.lineSeparator());
        text.append(String.format("%nLook at it:%n  %s%n", psql));
        text.append("  SELECT name, object_type, flags FROM objects ORDER BY name;");
        return text.toString();
    }

    public static String documents(DocumentsReport report, String file) {
        return String.format(
                Locale.ROOT,
                "%s: %s of schema %s, which came from %s; %,d bytes",
                file,
                count(report.documentCount(), "document"),
                report.schema(),
                report.source(),
                report.bytes());
    }

    static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String count(long n, String what) {
        return number(n) + " " + what + (n == 1 ? "" : "s");
    }
}
