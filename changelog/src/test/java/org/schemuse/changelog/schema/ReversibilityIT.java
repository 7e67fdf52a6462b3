package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.testsupport.TestDatabase;

/** Rollback is proved, not promised: down restores what was there before, and up again what was there after. */
class ReversibilityIT {

    static List<Catalog> catalogs() {
        return Catalog.all();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c03EveryChangesetCanBeTakenBackAndAppliedAgain(Catalog catalog) throws SQLException {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection()) {
            Schema schema = Schema.of(database.dataSource(), catalog, "world");
            Fingerprint before = Fingerprint.of(connection, "world");
            assertThat(before.lines()).isEmpty();

            MigrationRequest one =
                    new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO, complete(catalog));
            for (Changeset changeset : catalog.changesets()) {
                assertThat(schema.migrate(one).applied()).containsExactly(changeset.id());
                Fingerprint after = Fingerprint.of(connection, "world");

                assertThat(schema.rollback(RollbackRequest.count(1)).rolledBack())
                        .containsExactly(changeset.id());
                assertSame(changeset, "down", before, Fingerprint.of(connection, "world"));

                schema.migrate(one);
                assertSame(changeset, "up again", after, Fingerprint.of(connection, "world"));
                before = after;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c02EverythingTakenBackLeavesNothingBehind(Catalog catalog) throws SQLException {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("CREATE SCHEMA ours AUTHORIZATION CURRENT_USER");
            Fingerprint before = Fingerprint.of(connection, "ours");
            Fingerprint elsewhere = Fingerprint.of(connection, "public");

            for (String name : new String[] {"ours", "made"}) {
                Schema schema = Schema.of(database.dataSource(), catalog, name);
                schema.migrate(MigrationRequest.defaults().with(complete(catalog)));
                RollbackReport report = schema.rollback(RollbackRequest.everything());
                assertThat(report.rolledBack()).hasSameSizeAs(catalog.changesets());
                assertThat(report.stillApplied()).isEmpty();
            }

            assertThat(Fingerprint.of(connection, "ours")).isEqualTo(before);
            assertThat(Fingerprint.of(connection, "public")).isEqualTo(elsewhere);
            assertThat(Schema.of(database.dataSource(), catalog, "ours")
                            .status()
                            .exists())
                    .as("a schema that was there before stays")
                    .isTrue();
            assertThat(Schema.of(database.dataSource(), catalog, "made")
                            .status()
                            .exists())
                    .as("a schema made by the migration goes")
                    .isFalse();
        }
    }

    /** With every changeset, whatever its labels. */
    private static Edition complete(Catalog catalog) {
        return new Edition(catalog.labels(), Map.of());
    }

    private static void assertSame(Changeset changeset, String step, Fingerprint expected, Fingerprint found) {
        assertThat(found.without(expected))
                .as("%s, %s: lines that should not be there", changeset.id(), step)
                .isEmpty();
        assertThat(expected.without(found))
                .as("%s, %s: lines that are missing", changeset.id(), step)
                .isEmpty();
    }
}
