package org.schemuse.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.schemuse.changelog.schema.Citus;
import org.schemuse.changelog.schema.InstalledSchemas;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaStatus;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.WorldList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "Lists the schemas that contain a catalog, with the numbers of applied and pending changesets.",
        footer = {"", "With --schema 'NAME*', only schemas of such names. Changes nothing."})
public final class WorldListCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    public WorldListCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Optional<TargetDatabase> target = options.existingTarget();
        WorldList list = new WorldList(
                argument.catalog().name(), target.map(this::worlds).orElse(List.of()));
        options.output().result(list, list::text);
        return ExitCode.DONE.code();
    }

    private List<WorldList.World> worlds(TargetDatabase target) {
        Set<String> distributed = Citus.distributed(target.dataSource());
        return InstalledSchemas.holding(
                        target.dataSource(), argument.catalog(), options.schema() == null ? "*" : options.schema())
                .stream()
                .map(name -> world(target, name, distributed.contains(name)))
                .toList();
    }

    private WorldList.World world(TargetDatabase target, String name, boolean distributed) {
        SchemaStatus status =
                Schema.of(target.dataSource(), argument.catalog(), name).status();
        return new WorldList.World(
                name,
                status.applied().size(),
                status.pending().size(),
                status.unfinishedImports().size(),
                distributed);
    }
}
