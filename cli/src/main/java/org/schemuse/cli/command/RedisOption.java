package org.schemuse.cli.command;

import java.util.Optional;
import java.util.function.Supplier;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.LibraryReport;
import org.schemuse.changelog.redis.RedisAddress;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.changelog.redis.RedisRefusedException;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;

/** The Redis that holds the other half of a catalog, where it has one. */
final class RedisOption {
    @Option(
            names = "--redis",
            paramLabel = "URL",
            description =
                    "The Redis 7 or newer of a catalog that has a half there: redis://[user@]host[:port][/database];"
                            + " a password by REDISCLI_AUTH.")
    private String url;

    boolean isNamed() {
        return url != null;
    }

    /** Empty if no Redis was named. Refuses one that cannot be used, before anything else is touched. */
    Optional<RedisCatalog> usable(Catalog catalog, GlobalOptions options) {
        if (url == null) {
            return Optional.empty();
        }
        RedisCatalog half = half(catalog, options);
        half.writableState();
        return Optional.of(half);
    }

    /** What is done in Redis once PostgreSQL is done; where it fails, the failure says so. */
    static LibraryReport after(String done, Supplier<LibraryReport> work) {
        try {
            return work.get();
        } catch (RedisRefusedException e) {
            throw Failure.database(
                    e.getMessage() + ". PostgreSQL is done already, " + done
                            + ": run the same command again for the library",
                    e);
        }
    }

    /** The half in the Redis that was named. */
    RedisCatalog half(Catalog catalog, GlobalOptions options) {
        if (url == null) {
            throw Failure.usage("No Redis is named: expected --redis redis://host:port.");
        }
        return RedisCatalog.of(catalog, address(options))
                .orElseThrow(() ->
                        Failure.usage("Catalog " + catalog.name() + " keeps nothing in Redis: leave --redis out."));
    }

    private RedisAddress address(GlobalOptions options) {
        try {
            return RedisAddress.of(url, options.environment("REDISCLI_AUTH"));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--redis cannot be used: " + e.getMessage() + ".");
        }
    }
}
