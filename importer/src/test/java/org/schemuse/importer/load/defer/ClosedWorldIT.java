package org.schemuse.importer.load.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.RunService;
import org.schemuse.importer.fixture.Dying;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.SchemaContents;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/**
 * Other logins try to read and write a world in every stage of its import. What PostgreSQL answers them, and what the tables
 * hold in the end, decides.
 */
@Tag("every-server")
class ClosedWorldIT {
    private static final String CLOSED = "55000";
    private static final String PASSWORD = "only for tests";

    /** A row of another user's in each table that others may write, by somebody who knows no constraint. */
    private static final List<String> WRITES = List.of(
            "INSERT INTO objects (name, object_type) VALUES ('intruder', 'thing')",
            "INSERT INTO attributes (object_id, name, value) VALUES (gen_random_uuid(), 'intruder', '\"x\"')",
            "INSERT INTO channels (name) VALUES ('intruder')",
            "INSERT INTO messages (sender_id, message_type, content) VALUES (gen_random_uuid(), 'say', 'intruder')",
            "INSERT INTO sessions (user_id, session_token_hash, expires_at)"
                    + " VALUES (gen_random_uuid(), 'intruder', now() + interval '1 day')",
            "UPDATE objects SET name = 'intruder'",
            "DELETE FROM objects",
            "UPDATE users SET profile = '{}'",
            "DELETE FROM sessions");

    /** What only the owner may try. */
    private static final List<String> OWNERS_WRITES = List.of(
            "TRUNCATE objects CASCADE",
            "INSERT INTO legacy_objects (dbref) VALUES (-7)",
            "INSERT INTO vibemuse.notes (object_id, text) VALUES (gen_random_uuid(), 'intruder')",
            "INSERT INTO vibemuse.visits_2026 (object_id, at) VALUES (gen_random_uuid(), '2026-05-05')");

    private static final List<String> READABLE = List.of(
            "objects",
            "users",
            "attribute_definitions",
            "attributes",
            "object_parents",
            "power_grants",
            "channels",
            "channel_subscriptions",
            "messages",
            "legacy_objects");

    /** Fails with another SQLSTATE, division by zero, if a reader sees a row. */
    private static final String NO_ROW = "SELECT 1 / (CASE WHEN EXISTS (SELECT FROM %s) THEN 0 ELSE 1 END)";

    @TempDir
    private Path folder;

    private TestDatabase database;
    private String owner;
    private String application;

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void nobodyElseWritesUntilAnImportIsFinished(int major) throws Exception {
        try (TestDatabase fresh = TestServer.embedded(major).empty()) {
            database = fresh;
            createLogins();
            try {
                installAsOwner();
                tryEveryStage();
            } finally {
                dropLogins();
            }
        }
    }

    private void tryEveryStage() throws Exception {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(300, 5, out);
        }
        imported(dump, ImportListener.SILENT);
        Map<String, String> undisturbed = contents();
        String definitions = fingerprint();
        runs().undo("1", false);
        assertThat(fingerprint()).isEqualTo(definitions);
        mayTry("before an import");

        for (Stage stage : List.of(Stage.LOADING, Stage.INDEXING, Stage.VERIFYING)) {
            Trying trying = new Trying(stage);
            assertThatThrownBy(() -> imported(dump, trying)).isInstanceOf(Dying.Killed.class);
            refused(stage + ", after the kill");

            ImportReport report = runs().resume(trying.run, run -> Worlds.source(dump));

            assertThat(report.outcome()).isEqualTo(ImportReport.Outcome.IMPORTED);
            assertThat(contents()).as("resumed after %s", stage).isEqualTo(undisturbed);
            assertThat(fingerprint()).isEqualTo(definitions);
            mayTry("after " + stage);
            runs().undo(trying.run, true);
            assertThat(fingerprint()).isEqualTo(definitions);
            execute(database.user(), "TRUNCATE objects, users, channels, messages CASCADE");
        }
    }

    /** Lets other logins try when a stage begins and, of the loading, when some of it is committed; then it dies. */
    private final class Trying implements ImportListener {
        private final Stage last;
        private final Set<Stage> seen = EnumSet.noneOf(Stage.class);
        private int steps;
        private String run;

        Trying(Stage last) {
            this.last = last;
        }

        @Override
        public void progress(Stage stage, long done, long total) {
            if (stage == Stage.READING || (stage == Stage.LOADING && ++steps < 4) || !seen.add(stage)) {
                return;
            }
            try {
                run = unfinished();
                refused(stage.toString());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            if (stage == last) {
                throw new Dying.Killed();
            }
        }
    }

    private String unfinished() throws SQLException {
        try (Handle root = Jdbi.create(database.dataSource()).open()) {
            return root.createQuery("SELECT id FROM vibemuse.import_runs WHERE state = 'running'")
                    .mapTo(String.class)
                    .one();
        }
    }

    private void refused(String when) throws SQLException {
        String run = unfinished();
        List<String> further = new ArrayList<>(WRITES);
        further.addAll(OWNERS_WRITES);
        refused(when, run, application, WRITES);
        for (String table : READABLE) {
            assertThat(state(application, NO_ROW.formatted(table)))
                    .as("%s: %s", when, table)
                    .isIn(CLOSED, null);
        }
        if (when.startsWith(Stage.INDEXING.toString()) || when.startsWith(Stage.VERIFYING.toString())) {
            refused(when, run, application, List.of("SELECT FROM objects LIMIT 1"));
        }
        refused(when, run, owner, further);
        // Neither the setting of the importer's sessions nor the replica role opens it to the wrong session.
        for (String statement : WRITES) {
            assertThat(state(application, "SET schemuse.import TO '" + run + "'", statement))
                    .as("%s: %s", when, statement)
                    .isEqualTo(CLOSED);
            assertThat(state(database.user(), "SET session_replication_role TO replica", statement))
                    .as("%s: %s", when, statement)
                    .isEqualTo(CLOSED);
        }
    }

    private void refused(String when, String run, String login, List<String> statements) {
        for (String statement : statements) {
            assertThatThrownBy(() -> execute(login, statement))
                    .as("%s, %s: %s", when, login, statement)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("import " + run + " of world.mdb")
                    .hasMessageContaining("schemuse resume " + run)
                    .hasMessageContaining("schemuse undo " + run)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo(CLOSED);
        }
    }

    /** An open world refuses by its own rules or takes the row; nobody hears of an import. */
    private void mayTry(String when) throws SQLException {
        UUID user = UUID.randomUUID();
        execute(owner, "INSERT INTO users (id, username, password_hash) VALUES ('" + user + "', '" + when + "', 'x')");
        execute(
                application,
                "SET app.current_user_id TO '" + user + "'",
                "SELECT count(*) FROM objects",
                "INSERT INTO objects (name, object_type, owner_id) VALUES ('visitor', 'thing', '" + user + "')",
                "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES ('" + user + "', '" + when
                        + "', now() + interval '1 day')");
        for (String table : READABLE) {
            assertThat(state(application, "SELECT count(*) FROM " + table))
                    .as("%s: %s", when, table)
                    .isNull();
        }
        for (String statement : WRITES) {
            assertThat(state(application, statement))
                    .as("%s: %s", when, statement)
                    .isNotEqualTo(CLOSED);
        }
        execute(
                database.user(),
                "DELETE FROM objects WHERE name = 'visitor'",
                "DELETE FROM users WHERE id = '" + user + "'");
    }

    /** The SQLSTATE that ends the statements; {@code null} if nothing does. */
    private String state(String login, String... statements) {
        try {
            execute(login, statements);
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** In one session of a login. */
    private void execute(String login, String... statements) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login);
        properties.setProperty("password", login.equals(database.user()) ? database.password() : PASSWORD);
        try (Connection connection = DriverManager.getConnection(database.url(), properties);
                Statement session = connection.createStatement()) {
            session.execute("SET search_path TO vibemuse");
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    private void createLogins() {
        owner = "owner_of_" + database.name();
        application = "application_of_" + database.name();
        try (Handle root = Jdbi.create(database.dataSource()).open()) {
            root.execute("CREATE ROLE \"" + owner + "\" LOGIN CREATEROLE PASSWORD '" + PASSWORD + "'");
            root.execute("CREATE ROLE \"" + application + "\" LOGIN PASSWORD '" + PASSWORD + "'");
            root.execute("GRANT CREATE ON DATABASE \"" + database.name() + "\" TO \"" + owner + "\"");
        }
    }

    private void installAsOwner() throws SQLException {
        Worlds.install(ownersDatabase(), "vibemuse");
        execute(
                owner,
                "CREATE TABLE notes (object_id uuid REFERENCES objects (id), text text)",
                "CREATE TABLE visits (object_id uuid REFERENCES objects (id), at date) PARTITION BY RANGE (at)",
                "CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')");
        // For an application that logs in as the owner of its tables.
        for (String table : List.of("users", "objects", "channels", "messages", "sessions", "attributes")) {
            execute(owner, "CREATE POLICY everything_for_the_owner ON " + table + " TO CURRENT_USER USING (true)");
        }
        try (Handle root = Jdbi.create(database.dataSource()).open()) {
            root.execute("GRANT vibemuse_app TO \"" + application + "\"");
        }
    }

    private void dropLogins() {
        try (Handle root = Jdbi.create(database.dataSource()).open()) {
            root.execute("DROP SCHEMA IF EXISTS vibemuse CASCADE");
            root.execute("DROP OWNED BY \"" + owner + "\", \"" + application + "\" CASCADE");
            root.execute("DROP ROLE \"" + owner + "\", \"" + application + "\"");
        }
    }

    private PGSimpleDataSource ownersDatabase() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(owner);
        source.setPassword(PASSWORD);
        return source;
    }

    private RunService runs() {
        return new RunService(ownersDatabase(), "vibemuse", "test", ImportListener.SILENT);
    }

    private ImportReport imported(Path dump, ImportListener listener) throws IOException, InterruptedException {
        ImportRequest request = new ImportRequest(null, false, false, PasswordMode.LOCK, 20, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, listener).run(source, this::ownersDatabase, "vibemuse");
        }
    }

    private Map<String, String> contents() {
        return new LinkedHashMap<>(
                SchemaContents.of(database.dataSource(), "vibemuse", "import_", "audit_logs", "databasechangelog"));
    }

    private String fingerprint() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }
}
