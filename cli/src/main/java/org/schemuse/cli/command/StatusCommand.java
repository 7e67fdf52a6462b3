package org.schemuse.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.schemuse.changelog.schema.SchemaStatus;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Shows which changesets are applied and pending, and unfinished imports.",
        footer = {
            "",
            "Changes nothing. If there is no database, it reports that and does not set up an embedded server."
        })
public final class StatusCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    public StatusCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        argument.catalog();
        Optional<TargetDatabase> target = options.existingTarget();
        SchemaStatus status = target.map(
                        found -> argument.in(found.dataSource(), options).status())
                .orElseGet(this::nothingHere);
        String where = target.map(TargetDatabase::description).orElse(null);
        options.output().result(status, () -> SchemaText.status(status, where, argument.migration(options)));
        return ExitCode.DONE.code();
    }

    private SchemaStatus nothingHere() {
        return new SchemaStatus(
                argument.catalog().name(),
                argument.schemaName(options),
                false,
                List.of(),
                argument.catalog().changesets(),
                argument.catalog().others(),
                List.of(),
                List.of(),
                null,
                false,
                List.of());
    }
}
