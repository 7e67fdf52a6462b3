package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** A world comes into every supported major, and leaves the schema there as it was made. */
@Tag("every-server")
class EveryPostgresIT {
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void importsTheSampleWorlds(int major) throws Exception {
        try (TestDatabase database = TestServer.embedded(major).empty()) {
            Worlds.install(database.dataSource(), "clean");
            Worlds.install(database.dataSource(), "broken");
            Fingerprint before = fingerprint(database);

            assertThat(imported(database, "clean", Worlds.source(Worlds.harbour())))
                    .isEqualTo(13);
            assertThat(imported(database, "broken", Worlds.source(Worlds.brokenHarbour())))
                    .isEqualTo(16);

            assertThat(fingerprint(database)).isEqualTo(before);
        }
    }

    private static Fingerprint fingerprint(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "clean");
        }
    }

    private static long imported(TestDatabase database, String schema, DumpSource dump)
            throws IOException, InterruptedException {
        try (dump) {
            return new ImportService(Worlds.request(), ImportListener.SILENT)
                    .run(dump, database::dataSource, schema)
                    .rows()
                    .get("objects");
        }
    }
}
