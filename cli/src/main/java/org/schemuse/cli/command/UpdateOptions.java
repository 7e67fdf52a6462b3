package org.schemuse.cli.command;

import java.io.IOException;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.WorldImport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.RunText;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.Option;

/** A newer dump of a world that was imported before. Given only together with {@code --update}. */
final class UpdateOptions {
    @Option(
            names = "--update",
            required = true,
            description = "Update the imported world from a newer dump: changed rows are written, new rows are added."
                    + " Local changes are kept. With --table: update the table from a newer file of all its rows; rows"
                    + " that the file does not have are listed and kept.")
    private boolean wanted;

    @Option(
            names = "--remove-vanished",
            description =
                    "Delete rows that the newer dump no longer has, unless they were changed locally or other rows refer to them.")
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
            defaultValue = "" + UpdateRules.KEPT_UPDATES,
            description = "How many updates stay listed and can be undone, the latest. Default: ${DEFAULT-VALUE}.")
    private int keepUpdates;

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

    boolean wanted() {
        return wanted;
    }

    /** Whether an option was given that means something for worlds only. */
    boolean ofWorlds() {
        return removeVanished
                || preferred != Side.database
                || vanishedPlayers != VanishedPlayers.lock
                || allowOtherWorld
                || keepUpdates != UpdateRules.KEPT_UPDATES;
    }

    /** Updates, and gives the exit code. */
    int run(
            GlobalOptions options,
            LoadOptions loading,
            ImportService service,
            DumpSource source,
            ImportProgress progress)
            throws IOException, InterruptedException {
        WorldImport world = options.worldImport();
        try (UpdateReport report = world.update(service, source, rules())) {
            progress.close();
            options.output().result(report, () -> RunText.update(report, world.where()));
            options.output().save(report, loading.reportFile());
            boolean clean = report.conflicts().isEmpty() && !report.inspection().lostOrChangedSomething();
            return (clean ? ExitCode.DONE : ExitCode.FINDINGS).code();
        }
    }

    private UpdateRules rules() {
        return new UpdateRules(
                removeVanished,
                preferred == Side.dump,
                vanishedPlayers == VanishedPlayers.lock,
                allowOtherWorld,
                keepUpdates);
    }
}
