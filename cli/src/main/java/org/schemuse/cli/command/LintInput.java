package org.schemuse.cli.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.source.LiveSchema;
import org.schemuse.cli.app.LintRuns;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What lint reads, and what it takes as applied before. */
final class LintInput {
    @Parameters(
            paramLabel = "CATALOG|PATH",
            arity = "0..*",
            completionCandidates = CatalogArgument.Names.class,
            description = "Catalogs by name; changelogs (SQL, YAML, XML, JSON), files of plain SQL, and"
                    + " folders of them by path."
                    + " Default: every catalog.")
    private List<String> names = List.of();

    @Option(
            names = "--live",
            description = "Take what the database has applied as given, and weigh findings by the size of its tables.")
    private boolean live;

    @Option(
            names = "--since-tag",
            paramLabel = "TAG",
            description = "Take everything up to this tag as applied, and its tables as filled.")
    private @Nullable String sinceTag;

    @Option(
            names = "--changelog-root",
            paramLabel = "DIR",
            description =
                    "The folder that holds every file of a changelog. Default: the changelog's own folder, or the folder given.")
    private @Nullable Path root;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value the changelog leaves open. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    @Mixin
    private LedgerOptions ledger;

    LintReport report(GlobalOptions options) {
        return new LintRuns(names, root, parameters).report((schema, lint) -> look(schema, lint, options));
    }

    private LintReport look(String schema, Lint lint, GlobalOptions options) {
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
        TargetDatabase target = options.existingTarget()
                .orElseThrow(
                        () -> Failure.usage(
                                "--live needs a database: expected --url, PGHOST, or the embedded one of schemuse server start."));
        return lint.report(LiveSchema.read(target.dataSource(), options.schemaOr(schema), ledger.tables()));
    }
}
