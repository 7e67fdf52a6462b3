package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.testsupport.TestDatabase;

/** The sample world fits into the schema, once and again, also for an owner whom row security binds. */
class StarterWorldIT {
    @Test
    void aPlainOwnerCanBeginWithIt() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                Connection admin = database.dataSource().getConnection();
                Statement sql = admin.createStatement()) {
            sql.execute("CREATE ROLE starter LOGIN CREATEROLE PASSWORD 'starter'");
            sql.execute("CREATE SCHEMA plaza AUTHORIZATION starter");
            try (Connection owner = database.dataSource("starter", "starter").getConnection();
                    Statement statement = owner.createStatement()) {
                Schema.of(
                                database.dataSource("starter", "starter"),
                                Catalog.named("vibemuse").orElseThrow(),
                                "plaza")
                        .migrate(MigrationRequest.defaults());
                Fingerprint before = Fingerprint.of(admin, "plaza");
                statement.execute("SET search_path TO plaza");
                String world = Files.readString(Path.of("..", "samples", "starter-world.sql"));
                statement.execute(world);
                statement.execute(world);
                assertThat(Fingerprint.of(admin, "plaza")).isEqualTo(before);
            }
            try (ResultSet counts = sql.executeQuery(
                    "SELECT (SELECT count(*) FROM plaza.objects) + (SELECT count(*) FROM plaza.channels)")) {
                counts.next();
                assertThat(counts.getLong(1)).isEqualTo(6);
            }
            sql.execute("DROP OWNED BY starter CASCADE");
            sql.execute("DROP ROLE starter");
        }
    }
}
