package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ImportText;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.RunText;
import org.schemuse.cli.report.SchemaText;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.StageClock;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = "Imports a dump into PostgreSQL: installs the vibemuse catalog if it is missing, loads the "
                + "world, verifies it and reports.",
        footer = {
            "",
            "Examples:",
            "  schemuse import samples/harbour.mdb",
            "  schemuse import mdb.gz --schema harbour",
            "  schemuse import mdb.new --schema harbour --update   # a newer dump",
            "  schemuse import mdb.gz --dry-run                    # changes nothing"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final String CATALOG = "vibemuse";

    private final GlobalOptions options;

    @Mixin
    private DumpArgument dump;

    @Option(names = "--dry-run", description = "Read and check the dump as an import would, and stop there.")
    private boolean dryRun;

    @Option(
            names = "--passwords",
            paramLabel = "MODE",
            description =
                    "What becomes of passwords: upgrade (a slow salted hash of each), lock (nobody can log in), or"
                            + " keep (as upgrade, and the raw ones are stored apart for export)."
                            + " Default: upgrade; with --update, as the world was imported.")
    private PasswordMode passwords;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = CountReader.class,
            defaultValue = "" + ImportRequest.USUAL_BATCH,
            description = "Records in one transaction. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @ArgGroup(exclusive = false)
    private Update update;

    /** A newer dump of a world that is there. */
    static final class Update {
        @Option(
                names = "--update",
                required = true,
                description =
                        "Bring the world that is there up to a newer dump of it: changed rows are written, new ones"
                                + " added. What people changed or added in the database stays theirs.")
        private boolean wanted;

        @Option(
                names = "--remove-vanished",
                description =
                        "Remove what the newer dump no longer has, unless people changed it or something refers to it.")
        private boolean removeVanished;

        @Option(
                names = "--prefer",
                paramLabel = "SIDE",
                defaultValue = "database",
                description = "The side whose value is kept if both changed a column: ${COMPLETION-CANDIDATES}."
                        + " Default: ${DEFAULT-VALUE}.")
        private Side preferred;

        @Option(
                names = "--vanished-players",
                paramLabel = "MODE",
                defaultValue = "lock",
                description =
                        "What happens to accounts of players who are no longer in the dump: lock (no password fits, class"
                                + " guest, no powers, sessions end) or keep. Default: ${DEFAULT-VALUE}.")
        private VanishedPlayers vanishedPlayers;

        @Option(
                names = "--allow-other-world",
                description = "Update from a dump even if fewer than half of its objects have the same number, name and"
                        + " creation date as in the world.")
        private boolean allowOtherWorld;

        @Option(
                names = "--keep-updates",
                paramLabel = "N",
                converter = CountReader.class,
                defaultValue = "" + Merge.Rules.KEPT_UPDATES,
                description = "How many updates stay listed and can be undone, the latest. Default: ${DEFAULT-VALUE}.")
        private int keepUpdates;
    }

    /** What happens to accounts of players who are no longer in the dump. */
    enum VanishedPlayers {
        lock,
        keep
    }

    /** The side whose value is kept if both changed a column. */
    enum Side {
        database,
        dump
    }

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report as JSON to a file too.")
    private Path reportFile;

    private Target target;

    public ImportCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output.requireWritable(reportFile);
        ImportRequest request = new ImportRequest(
                dump.charset(),
                dump.strict(),
                dump.acceptTruncated(),
                passwords,
                batchSize,
                BuildInfo.read().version());
        try (DumpSource source = dump.open();
                ImportProgress progress = new ImportProgress(options)) {
            ImportService service = new ImportService(request, progress).timedBy(StageClock.ofProcess());
            return dryRun ? rehearse(service, source) : load(service, source, progress);
        }
    }

    private int rehearse(ImportService service, DumpSource source) throws IOException {
        Inspection inspection = service.rehearse(source);
        options.output().result(inspection, () -> ImportText.inspection(inspection));
        options.output().save(inspection, reportFile);
        return exitCode(inspection);
    }

    private int load(ImportService service, DumpSource source, ImportProgress progress)
            throws IOException, InterruptedException {
        String schema = options.schemaOr(CATALOG);
        if (update != null && update.wanted) {
            return bringUp(service, source, progress, schema);
        }
        ImportReport report = service.run(source, () -> migrated(schema), schema);
        progress.close();
        options.output().result(report, () -> ImportText.report(report, target.description(), target.psqlIn(schema)));
        options.output().save(report, reportFile);
        return exitCode(report.inspection());
    }

    private int bringUp(ImportService service, DumpSource source, ImportProgress progress, String schema)
            throws IOException, InterruptedException {
        Merge.Rules rules = new Merge.Rules(
                update.removeVanished,
                update.preferred == Side.dump,
                update.vanishedPlayers == VanishedPlayers.lock,
                update.allowOtherWorld,
                update.keepUpdates);
        try (UpdateReport report = service.update(source, () -> migrated(schema), schema, rules)) {
            progress.close();
            options.output().result(report, () -> RunText.update(report, target.description()));
            options.output().save(report, reportFile);
            return report.conflicts().isEmpty() ? exitCode(report.inspection()) : ExitCode.FINDINGS.code();
        }
    }

    /** The database, with the catalog installed in the schema. */
    private DataSource migrated(String schema) {
        target = options.target();
        MigrationReport migration = Schema.of(
                        target.dataSource(), Catalog.named(CATALOG).orElseThrow(), schema)
                .migrate(MigrationRequest.defaults());
        if (!migration.appliedIds().isEmpty()) {
            options.output().note(SchemaText.migration(migration, target.description()));
        }
        return target.dataSource();
    }

    private static int exitCode(Inspection inspection) {
        return (inspection.lostOrChangedSomething() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
