package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.schema.AppliedChangeset;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "history", description = "Lists the changesets that were applied to a schema, in order.")
public final class HistoryCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    public HistoryCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        argument.catalog();
        List<AppliedChangeset> history = options.existingTarget()
                .map(target -> argument.in(target.dataSource(), options).history())
                .orElse(List.of());
        options.output().result(history, () -> SchemaText.history(history, argument.schemaName(options)));
        return ExitCode.DONE.code();
    }
}
