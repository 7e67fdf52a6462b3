package org.schemuse.cli.app;

import java.util.Optional;
import java.util.function.Supplier;
import org.schemuse.changelog.redis.LibraryReport;
import org.schemuse.changelog.redis.RedisCatalog;
import org.schemuse.changelog.redis.RedisRefusedException;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.RedisText;
import org.schemuse.cli.report.SchemaText;

/** What follows in Redis when PostgreSQL is done, for a catalog that has a function library there; both are one result. */
public final class RedisStep {
    private final Optional<RedisCatalog> redis;

    /** @param redis empty if no Redis was named: then the result is that of PostgreSQL alone */
    public RedisStep(Optional<RedisCatalog> redis) {
        this.redis = redis;
    }

    /**
     * Installs the library after a migration, unless that was a dry run, and prints what was done.
     *
     * @throws Failure (exit code 4) if Redis refuses; the migration stays
     */
    public void follow(MigrationReport report, String where, Output output) {
        print(
                report,
                report.sql() != null,
                SchemaText.migration(report, where),
                redis.map(found -> report.sql() != null
                        ? found.state()
                        : after(report.appliedIds().size() + " changesets applied", found::install)),
                output);
    }

    /**
     * Removes the library after a rollback of the last changeset, and prints what was done. As long as one changeset is
     * applied, applications may call the library.
     *
     * @throws Failure (exit code 4) if Redis refuses; the rollback stays
     */
    public void follow(RollbackReport report, String where, Output output) {
        boolean removes = report.sql() == null && report.stillAppliedIds().isEmpty();
        print(
                report,
                report.sql() != null,
                SchemaText.rollback(report, where),
                redis.map(found -> removes
                        ? after(report.rolledBackIds().size() + " changesets rolled back", found::remove)
                        : found.state()),
                output);
    }

    private static LibraryReport after(String done, Supplier<LibraryReport> step) {
        try {
            return step.get();
        } catch (RedisRefusedException e) {
            throw Failure.database(
                    e.getMessage() + ". PostgreSQL is done already, " + done
                            + ": run the same command again for the library",
                    e);
        }
    }

    /** SQL stays SQL: what would become of the library is no part of it. */
    private static void print(
            Object report, boolean sql, String schema, Optional<LibraryReport> library, Output output) {
        if (library.isEmpty()) {
            output.result(report, () -> schema);
        } else {
            String text = sql ? schema : schema + "\n" + RedisText.library(library.get());
            output.result(report, "redis", library.get(), () -> text);
        }
    }
}
