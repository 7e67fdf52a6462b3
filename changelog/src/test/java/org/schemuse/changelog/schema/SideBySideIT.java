package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.testsupport.TestDatabase;

/** Every catalog installs into an empty schema, and all of them live in one database without meeting. */
@Tag("once")
class SideBySideIT {
    private TestDatabase database;
    private Connection connection;

    static List<Catalog> catalogs() {
        return Catalog.all();
    }

    @BeforeEach
    void connect() throws SQLException {
        database = TestDatabase.empty();
        connection = database.dataSource().getConnection();
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c01ASecondMigrationChangesNothing(Catalog catalog) throws SQLException {
        Schema schema = Schema.of(database.dataSource(), catalog, catalog.name());
        assertThat(schema.migrate(MigrationRequest.defaults()).pendingIds()).isEmpty();
        Fingerprint installed = Fingerprint.of(connection, catalog.name());
        List<AppliedChangeset> history = schema.history();

        assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).isEmpty();

        assertThat(Fingerprint.of(connection, catalog.name())).isEqualTo(installed);
        assertThat(schema.history()).isEqualTo(history);
    }

    @Test
    void c04NeitherSeesNorBreaksTheOther() throws SQLException {
        Fingerprint before = Fingerprint.of(connection, "public");
        Map<Schema, String> names = new LinkedHashMap<>();
        for (Catalog catalog : Catalog.all()) {
            for (String name : List.of(catalog.name(), "second " + catalog.name())) {
                names.put(Schema.of(database.dataSource(), catalog, name), name);
            }
        }
        names.keySet().forEach(schema -> schema.migrate(MigrationRequest.defaults()));
        Map<String, Fingerprint> installed = fingerprints(names.values());
        assertThat(Fingerprint.of(connection, "public")).isEqualTo(before);

        for (Schema schema : new ArrayList<>(names.keySet())) {
            schema.rollback(RollbackRequest.everything());
            installed.remove(names.remove(schema));
            assertThat(fingerprints(names.values())).isEqualTo(installed);
        }
        assertThat(Fingerprint.of(connection, "public")).isEqualTo(before);
    }

    private Map<String, Fingerprint> fingerprints(Iterable<String> schemas) throws SQLException {
        Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
        for (String schema : schemas) {
            fingerprints.put(schema, Fingerprint.of(connection, schema));
        }
        return fingerprints;
    }
}
