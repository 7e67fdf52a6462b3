package org.schemuse.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "tag",
        description = "Sets a tag on the latest applied changeset, for rollback --to-tag.",
        footer = {"", "Example:", "  schemuse tag db/changelog.xml before-release-2"})
public final class TagCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            arity = "0..1",
            description = "The name; each is given once. A word alone is the name, and the catalog the default.")
    private @Nullable String tag;

    @Mixin
    private CatalogArgument argument;

    public TagCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        String name = tag != null
                ? tag
                : argument.releaseWord()
                        .orElseThrow(() -> Failure.usage("Which name? Expected schemuse tag [CATALOG] NAME."));
        argument.catalog();
        argument.in(CatalogArgument.installed(options).dataSource(), options).tag(name);
        String schema = argument.schemaName(options);
        options.output()
                .result(
                        Map.of("schema", schema, "tag", name),
                        () -> "Tagged the latest changeset of " + schema + ": " + name);
        return ExitCode.DONE.code();
    }
}
