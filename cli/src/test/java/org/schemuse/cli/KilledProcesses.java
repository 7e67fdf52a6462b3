package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;
import org.schemuse.importer.GenerateService;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.SchemaContents;
import org.schemuse.testsupport.TestDatabase;

/** A world, a database for it, and a folder in which processes of the application are killed. */
@Tag("once")
abstract class KilledProcesses {
    static final int OBJECTS = 800;

    @TempDir
    Path folder;

    Workplace workplace;
    TestDatabase database;
    Map<String, String> environment;

    @BeforeEach
    void setUp() throws Exception {
        workplace = Workplace.in(folder);
        database = Prepared.vibemuse();
        environment = Connecting.to(database);
        try (OutputStream out = Files.newOutputStream(folder.resolve("world.mdb"))) {
            GenerateService.generate(OBJECTS, 23, out);
        }
    }

    @AfterEach
    void tearDown() {
        workplace.close();
        database.close();
    }

    String[] importing(String... further) {
        return importing(folder.resolve("world.mdb"), further);
    }

    static String[] importing(Path dump, String... further) {
        return Stream.concat(
                        Stream.of("import", dump.toString(), "--passwords", "lock", "--batch-size", "40"),
                        Stream.of(further))
                .toArray(String[]::new);
    }

    /** What the next command would do, without the half second that a process takes to begin; it must succeed. */
    void next(Map<String, String> where, String... command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                new Streams(OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Schemuse.run(new GlobalOptions(where, folder, streams), command);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
    }

    static Map<String, String> contents(DataSource of) {
        return SchemaContents.of(of, "vibemuse", "import_", "audit_logs", "databasechangelog");
    }

    long number(String query) throws SQLException {
        return database.number(query);
    }

    void execute(String... statements) throws SQLException {
        database.execute(Stream.concat(Stream.of("SET search_path TO vibemuse"), Stream.of(statements))
                .toArray(String[]::new));
    }

    void reset() throws Exception {
        execute("TRUNCATE import_runs, users, objects, legacy_objects, legacy_passwords,"
                + " attribute_definitions, channels, messages CASCADE");
    }

    /** The sessions of a dead process end when the server next hears nothing from it. */
    void awaitEndOfSessions() throws Exception {
        Await.until(
                "no session is left",
                () -> number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND backend_type = 'client backend' AND pid <> pg_backend_pid()")
                        == 0);
    }
}
