package org.schemuse.importer.load.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.RunService;
import org.schemuse.importer.fixture.Dying;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.SchemaContents;

/**
 * What somebody does by hand in a world whose import was cut off: definitions that are restored already are no error, and rows
 * that the import did not write stay, whatever command comes next.
 */
class UnfinishedWorldIT extends InstalledWorld {
    private static final String OTHER = "'0d0d0d0d-0000-4000-8000-000000000001'";

    /** Valid rows, each in a table that an application writes. */
    private static final List<String> ROWS_OF_OTHERS = List.of(
            "INSERT INTO users (id, username, password_hash) VALUES (%1$s, 'planted', 'x')",
            "INSERT INTO objects (id, name, object_type, owner_id) VALUES (%1$s, 'planted', 'thing', %1$s)",
            "INSERT INTO attributes (id, object_id, name, value) VALUES (%1$s, %1$s, 'planted', '\"x\"')",
            "INSERT INTO channels (id, name, owner_id) VALUES (%1$s, 'planted', %1$s)",
            "INSERT INTO channel_subscriptions (id, channel_id, user_id) VALUES (%1$s, %1$s, %1$s)",
            "INSERT INTO messages (id, sender_id, message_type, content) VALUES (%1$s, %1$s, 'say', 'planted')",
            "INSERT INTO sessions (id, user_id, session_token_hash, expires_at)"
                    + " VALUES (%1$s, %1$s, 'planted', now() + interval '1 day')");

    private static final List<String> TABLES =
            List.of("users", "objects", "attributes", "channels", "channel_subscriptions", "messages", "sessions");

    private Path dump;
    private String definitions;
    private Map<String, String> undisturbed;

    @BeforeEach
    void importUndisturbed() throws Exception {
        dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(300, 7, out);
        }
        definitions = fingerprint();
        imported(ImportListener.SILENT);
        undisturbed = contents();
        runs().undo("1", false);
        sql.execute("TRUNCATE import_runs CASCADE");
    }

    private ImportReport imported(ImportListener listener) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, PasswordMode.LOCK, 20, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, listener).run(source, database::dataSource, "vibemuse");
        }
    }

    private RunService runs() {
        return new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT);
    }

    private String fingerprint() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    private Map<String, String> contents() {
        return SchemaContents.of(database.dataSource(), "vibemuse", "import_", "audit_logs", "databasechangelog");
    }

    private void cutOff(Stage when, int steps) {
        assertThatThrownBy(() -> imported(new Dying(when, steps))).isInstanceOf(Dying.Killed.class);
    }

    /** In one session of a superuser. */
    private void byHand(List<String> statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement session = connection.createStatement()) {
            session.execute("SET search_path TO vibemuse");
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"INDEXING, true", "INDEXING, false", "VERIFYING, true", "VERIFYING, false"})
    void whatIsRestoredByHandIsNoError(Stage stage, boolean resumes) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 3; i++) {
            cutOff(stage, 0);
            List<String> missing = sql.createQuery(
                            "SELECT definition FROM import_deferred_objects WHERE restored_at IS NULL"
                                    + " AND kind <> 'closed' ORDER BY number DESC")
                    .mapTo(String.class)
                    .list();
            int restored = i == 0 ? missing.size() : random.nextInt(1, missing.size());
            byHand(missing.subList(0, restored));

            if (resumes) {
                runs().resume("1", run -> Worlds.source(dump));
                assertThat(contents())
                        .as("%d of %d restored by hand", restored, missing.size())
                        .isEqualTo(undisturbed);
                assertThat(count("SELECT count(*) FROM import_deferred_objects"))
                        .isZero();
            }
            runs().undo("1", false);

            assertThat(fingerprint()).isEqualTo(definitions);
            assertThat(count("SELECT count(*) FROM objects")).isZero();
            sql.execute("TRUNCATE import_runs CASCADE");
        }
    }

    private void plantRowsOfOthers() throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add("SET schemuse.import TO '" + text("SELECT id FROM import_runs WHERE state = 'running'") + "'");
        ROWS_OF_OTHERS.forEach(row -> statements.add(row.formatted(OTHER)));
        byHand(statements);
    }

    private void rowsOfOthersAreThere() {
        for (String table : TABLES) {
            assertThat(count("SELECT count(*) FROM " + table + " WHERE id = " + OTHER))
                    .as(table)
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"LOADING, 3", "INDEXING, 0", "VERIFYING, 0"})
    void anUndoDeletesNoRowOfOthers(Stage stage, int steps) throws Exception {
        cutOff(stage, steps);
        plantRowsOfOthers();

        runs().undo("1", true);

        rowsOfOthersAreThere();
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(1);
        assertThat(fingerprint()).isEqualTo(definitions);
    }

    @ParameterizedTest
    @CsvSource({"LOADING, 3", "INDEXING, 0", "VERIFYING, 0"})
    void aResumeDeletesNoRowOfOthers(Stage stage, int steps) throws Exception {
        cutOff(stage, steps);
        plantRowsOfOthers();

        assertThatThrownBy(() -> runs().resume("1", run -> Worlds.source(dump)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("holds rows that the import did not write (1 row of objects, 1 row of users, ")
                .hasMessageNotContaining("bug");

        rowsOfOthersAreThere();
        assertThat(fingerprint()).isEqualTo(definitions);
        assertThat(count("SELECT count(*) FROM objects")).isEqualTo(1);
        sql.execute("TRUNCATE objects, users, channels, messages CASCADE");
        imported(ImportListener.SILENT);
        assertThat(contents()).isEqualTo(undisturbed);
    }
}
