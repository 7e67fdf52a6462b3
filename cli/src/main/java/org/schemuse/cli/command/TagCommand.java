package org.schemuse.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "tag",
        description = "Gives the latest applied changeset a name, for a later rollback --to-tag.",
        footer = {"", "Example:", "  schemuse tag before-release-2 vibemuse"})
public final class TagCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(paramLabel = "NAME", description = "The name; each is given once.")
    private String tag;

    @Mixin
    private CatalogArgument argument;

    public TagCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        argument.catalog();
        argument.in(CatalogArgument.installed(options).dataSource(), options).tag(tag);
        String schema = argument.schemaName(options);
        options.output()
                .result(
                        Map.of("schema", schema, "tag", tag),
                        () -> "Tagged the latest changeset of " + schema + ": " + tag);
        return ExitCode.DONE.code();
    }
}
