package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.cli.app.WorldCreation;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Creates a schema and installs vibemuse in it.",
        footer = {
            "",
            "Citus places a distributed schema on one node of the cluster. Citus allows triggers on its "
                    + "tables only with citus.enable_unsafe_triggers; Schemuse sets that for its own sessions.",
            "",
            "Examples:",
            "  schemuse world create world_two",
            "  schemuse world create world_two --distribute   # needs Citus 12 or newer"
        })
public final class WorldCreateCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(paramLabel = "NAME", description = "The new schema.")
    private String name;

    @Mixin
    private TimeLimits limits;

    @Option(names = "--distribute", description = "Let Citus place the schema on one of its nodes.")
    private boolean distribute;

    public WorldCreateCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (options.schema() != null) {
            throw Failure.usage("The schema is the name behind create: leave --schema out.");
        }
        if (GlobalOptions.isPattern(name)) {
            throw Failure.usage("A world called \"" + name + "\" could not be named alone, for * and ? stand for other"
                    + " characters: choose a name without.");
        }
        TargetDatabase target = options.target();
        MigrationReport report = new WorldCreation(target, distribute)
                .create(
                        name,
                        new MigrationRequest(
                                null, null, false, limits.lock(), limits.statement(), ChangesetFilter.standard()));
        options.output()
                .result(
                        report,
                        "distributed",
                        distribute,
                        () -> SchemaText.migration(report, target.description())
                                + (distribute ? ", distributed by Citus" : ""));
        return ExitCode.DONE.code();
    }
}
