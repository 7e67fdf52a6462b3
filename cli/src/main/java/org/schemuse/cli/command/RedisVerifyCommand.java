package org.schemuse.cli.command;

import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.KeyspaceReport;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.RedisText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Reads the keys of a Redis database and reports those that match no pattern of the catalog, have "
                + "the wrong type or lack their lifetime. Changes nothing.",
        footer = {"", "Example:", "  schemuse redis verify --redis redis://localhost"})
public final class RedisVerifyCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(
            paramLabel = "CATALOG",
            arity = "0..1",
            defaultValue = "virtubar",
            description = "Whose keys they are. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Mixin
    private RedisOption redis;

    public RedisVerifyCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Catalog catalog = Catalog.named(name)
                .orElseThrow(() -> Failure.usage("There is no catalog \"" + name + "\". See: schemuse catalogs"));
        KeyspaceReport report = redis.half(catalog, options).verify();
        options.output().result(report, () -> RedisText.keyspace(report));
        return (report.clean() ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
