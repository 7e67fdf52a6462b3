package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.postgres.Sql;
import org.schemuse.testsupport.TestDatabase;

/** Looking at a schema changes nothing and needs no Liquibase. */
class StatusIT {
    private static final Catalog CATALOG = Catalog.named("vibemuse").orElseThrow();

    private TestDatabase database;
    private Schema schema;

    @BeforeEach
    void connect() {
        database = TestDatabase.empty();
        schema = Schema.of(database.dataSource(), CATALOG, "world");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aSchemaThatIsNotThere() {
        SchemaStatus status = schema.status();
        assertThat(status.exists()).isFalse();
        assertThat(status.applied()).isEmpty();
        assertThat(status.pending()).isEqualTo(CATALOG.changesets());
        assertThat(status.serverVersion()).startsWith(database.serverMajorVersion() + ".");
        assertThat(schema.history()).isEmpty();
    }

    @Test
    void aSchemaHalfMigrated() {
        Instant start = Instant.now();
        schema.migrate(new MigrationRequest(null, 7, false, Duration.ofSeconds(5), Duration.ZERO));
        schema.tag("seven");

        SchemaStatus status = schema.status();
        assertThat(status.exists()).isTrue();
        assertThat(status.pending())
                .isEqualTo(CATALOG.changesets().subList(7, CATALOG.changesets().size()));
        assertThat(status.unknownIds()).isEmpty();
        assertThat(status.unfinishedImports()).isEmpty();
        assertThat(status.applied()).isEqualTo(schema.history());
        AppliedChangeset last = schema.history().get(6);
        assertThat(last.id()).isEqualTo("007-create-current-user-id-function");
        assertThat(last.file()).isEqualTo("catalogs/vibemuse/007-create-current-user-id-function.sql");
        assertThat(last.author()).isEqualTo("schemuse");
        assertThat(last.order()).isEqualTo(7);
        assertThat(last.tag()).isEqualTo("seven");
        assertThat(last.comment()).isEqualTo("Row-level security asks this function who is signed in.");
        assertThat(last.appliedAt())
                .isBetween(start.minusSeconds(60), Instant.now().plusSeconds(60));
    }

    /** The process of an import died; the server has not noticed that yet for one of its connections, which still writes. */
    @Test
    void noMigrationBeginsWhileAConnectionOfADeadImportWorks() throws SQLException {
        schema.migrate(new MigrationRequest(null, 7, false, Duration.ofSeconds(5), Duration.ZERO));
        try (Connection worker = database.dataSource().getConnection()) {
            Sql.texts(
                    worker,
                    "SELECT pg_advisory_lock_shared(hashtextextended('schemuse works for an import into world', 0))");
            assertThatThrownBy(() -> schema.migrate(MigrationRequest.defaults()))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("an import, update or undo is under way: process ")
                    .hasMessageContaining("schemuse locks --release");
            assertThat(schema.history()).hasSize(7);
            Sql.texts(worker, "SELECT pg_advisory_unlock_all()");
            schema.migrate(MigrationRequest.defaults());
            Sql.execute(
                    worker,
                    "INSERT INTO world.import_runs (number, source, sha256, bytes, dialect, layout, charset, tool_version, state)"
                            + " VALUES (1, 'harbour.mdb', 'abc', 1, 'tinymuse', 'v15', 'UTF-8', '0', 'running')");
            assertThat(schema.status().unfinishedImports()).singleElement().matches(run -> !run.underWay());
            Sql.texts(
                    worker,
                    "SELECT pg_advisory_lock_shared(hashtextextended('schemuse works for an import into world', 0))");
            assertThat(schema.status().unfinishedImports()).singleElement().matches(UnfinishedImport::underWay);
        }
    }

    @Test
    void lookingLoadsNoLiquibaseClass() throws IOException, InterruptedException {
        schema.migrate(MigrationRequest.defaults());
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        ProcessBuilder look = new ProcessBuilder(
                java, "-verbose:class", "-cp", System.getProperty("java.class.path"), Look.class.getName());
        look.environment()
                .putAll(Map.of(
                        "LOOK_URL",
                        database.url(),
                        "LOOK_USER",
                        database.user(),
                        "LOOK_PASSWORD",
                        database.password()));
        Process process = look.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        int all = CATALOG.changesets().size();
        assertThat(output)
                .contains(all + " applied, " + all + " in history")
                .contains(" org.schemuse.changelog.schema.Schema ");
        assertThat(output.lines().filter(line -> line.contains(" liquibase.")).toList())
                .isEmpty();
    }

    /** What the forked JVM does. */
    static final class Look {
        private Look() {}

        public static void main(String[] arguments) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(System.getenv("LOOK_URL"));
            source.setUser(System.getenv("LOOK_USER"));
            source.setPassword(System.getenv("LOOK_PASSWORD"));
            Schema schema = Schema.of(source, Catalog.named("vibemuse").orElseThrow(), "world");
            System.out.println(schema.status().applied().size() + " applied, "
                    + schema.history().size() + " in history");
        }
    }
}
