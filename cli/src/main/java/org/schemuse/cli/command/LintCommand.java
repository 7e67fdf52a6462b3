package org.schemuse.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.Sarif;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.source.LiveSchema;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.LintText;
import org.schemuse.cli.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = "Reports locks, data loss, breaking changes and security problems in changesets, without running "
                + "them.",
        footer = {
            "",
            "Exit code 1 if there is a finding of the severity of --fail-on or a worse one.",
            "",
            "Examples:",
            "  schemuse lint                       # every catalog",
            "  schemuse lint db/changelog.xml      # a changelog and what it includes",
            "  schemuse lint db/migrations         # a folder, by file name",
            "  schemuse lint 001.sql 002.sql       # plain SQL, in this order",
            "  schemuse lint vibemuse --live       # pending changesets, real table sizes",
            "  schemuse lint explain change-type   # the page of a rule"
        })
public final class LintCommand implements Callable<Integer> {
    /** What a finding must be at least to make the run fail. */
    enum FailOn {
        error,
        warning,
        none
    }

    /** How the report is written. */
    enum Format {
        text,
        json,
        sarif
    }

    private final GlobalOptions options;

    @Parameters(
            paramLabel = "CATALOG|PATH",
            arity = "0..*",
            completionCandidates = CatalogArgument.Names.class,
            description = "Catalogs by name; changelogs (SQL, YAML, XML, JSON), files of plain SQL, and"
                    + " folders of them by path."
                    + " Default: every catalog.")
    private List<String> names = List.of();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "error, warning or none. Default: ${DEFAULT-VALUE}.")
    private FailOn failOn;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or sarif (2.1.0). Default: text, and json with --json.")
    private Format format;

    @Option(
            names = "--live",
            description = "Take what the database has applied as given, and weigh findings by the size of its tables.")
    private boolean live;

    @Option(
            names = "--since-tag",
            paramLabel = "TAG",
            description = "Take everything up to this tag as applied, and its tables as filled.")
    private String sinceTag;

    @Option(
            names = "--changelog-root",
            paramLabel = "DIR",
            description =
                    "The folder that holds every file of a changelog. Default: the changelog's own folder, or the folder given.")
    private Path root;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value the changelog leaves open. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    @Mixin
    private LedgerOptions ledger;

    public LintCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        LintReport report = LintReport.of(runs().entrySet().stream()
                .map(run -> look(run.getKey(), run.getValue()))
                .toList());
        if (format == Format.sarif) {
            options.output()
                    .document(Sarif.of(report, Lint.rules(), BuildInfo.read().version()));
        } else if (format == Format.json) {
            options.output().document(report);
        } else {
            options.output().result(report, () -> LintText.report(report, Terminal.hasColours()));
        }
        boolean fails = failOn != FailOn.none
                && report.has(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)));
        return (fails ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    /** What is to run together, by the schema it goes into where none is named: each catalog alone, all files together. */
    private Map<String, Lint> runs() {
        Map<String, Lint> runs = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Optional<Catalog> catalog = Catalog.named(name);
            catalog.ifPresentOrElse(found -> runs.put(found.name(), Lint.of(found)), () -> files.add(Path.of(name)));
        }
        if (names.isEmpty()) {
            Catalog.all().forEach(catalog -> runs.put(catalog.name(), Lint.of(catalog)));
        }
        if (!files.isEmpty()) {
            runs.put("public", Lint.of(files, root, parameters));
        }
        return runs;
    }

    private LintReport look(String schema, Lint lint) {
        if (live && sinceTag != null) {
            throw Failure.usage("--live and --since-tag both say what is applied: give one of them.");
        }
        if (sinceTag != null) {
            return lint.reportSince(sinceTag)
                    .orElseThrow(() -> Failure.usage("no changeset sets the tag \"" + sinceTag + "\": expected one of "
                            + String.join(", ", lint.tags())));
        }
        if (!live) {
            return lint.report();
        }
        Target target = options.existingTarget()
                .orElseThrow(
                        () -> Failure.usage(
                                "--live needs a database: expected --url, PGHOST, or the embedded one of schemuse server start."));
        return lint.report(LiveSchema.read(target.dataSource(), options.schemaOr(schema), ledger.tables()));
    }
}
