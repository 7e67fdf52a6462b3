package org.schemuse.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.RedisAddress;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.cli.app.RedisStep;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;

/** The Redis server of a catalog that has a function library there. */
final class RedisOption {
    @Option(
            names = "--redis",
            paramLabel = "URL",
            description =
                    "The Redis 7 or newer of a catalog that has a half there: redis://[user@]host[:port][/database];"
                            + " a password by REDISCLI_AUTH.")
    private @Nullable String url;

    boolean isNamed() {
        return url != null;
    }

    /** What follows in Redis, if one was named. Refuses one that cannot be used, before anything else is touched. */
    RedisStep step(Catalog catalog, GlobalOptions options) {
        if (url == null) {
            return new RedisStep(Optional.empty());
        }
        RedisCatalog half = half(catalog, options);
        half.writableState();
        return new RedisStep(Optional.of(half));
    }

    /** The catalog in the Redis that was named. */
    RedisCatalog half(Catalog catalog, GlobalOptions options) {
        if (url == null) {
            throw Failure.usage("No Redis is named: expected --redis redis://host:port.");
        }
        return RedisCatalog.of(catalog, address(url, options))
                .orElseThrow(() ->
                        Failure.usage("Catalog " + catalog.name() + " keeps nothing in Redis: leave --redis out."));
    }

    private RedisAddress address(String named, GlobalOptions options) {
        try {
            return RedisAddress.of(named, options.environment("REDISCLI_AUTH"));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--redis cannot be used: " + e.getMessage() + ".");
        }
    }
}
