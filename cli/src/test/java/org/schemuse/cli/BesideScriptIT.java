package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.ExternalJudge;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** The script that compares a changelog of somebody else's, on our own changelog of every construct. */
@Tag("once")
class BesideScriptIT {
    private static final Path SCRIPT =
            Path.of("..", "samples", "beside-liquibase").toAbsolutePath();
    private static final Path FEATURES =
            Path.of("src", "test", "resources", "beside").toAbsolutePath();

    /** Longer than it takes on a busy machine; nothing is measured. */
    private static final long PATIENCE_MINUTES = 8;

    @TempDir
    private Path folder;

    @Test
    void bothProgramsMakeTheSameAndADifferenceShows() throws Exception {
        ExternalJudge.needs("psql", "pg_dump");
        // The oldest, which each pg_dump takes.
        try (TestDatabase database = TestServer.embedded(15).empty()) {
            String same = run(database, 0, schemuse(), "--contexts", "prod", "main.xml", FEATURES.toString());
            assertThat(same).contains("liquibase: exit code 0", "schemuse: exit code 0", "the same: ");
            assertThat(run(database, 1, "false", "--contexts", "prod", "main.xml", FEATURES.toString()))
                    .contains("schemuse: exit code 1", "CREATE TYPE public.mood", "different: ");
        }
    }

    /** Others of the server have a database of a likely name, and create a role while the script runs. */
    @Test
    void nothingOfOthersIsDropped() throws Exception {
        ExternalJudge.needs("psql", "pg_dump");
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(
                root.resolve("main.sql"),
                "--liquibase formatted sql\n--changeset a:1\nCREATE ROLE Made_By_Beside_It;\nCREATE TABLE t (id int);\n");
        Path program = Files.writeString(
                folder.resolve("program"),
                "#!/bin/sh\npsql -Xqd postgres -c 'CREATE ROLE other_of_beside_it'\nexec " + schemuse() + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (TestDatabase database = TestServer.embedded(15).empty();
                Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("DROP DATABASE IF EXISTS beside");
            sql.execute("DROP ROLE IF EXISTS other_of_beside_it");
            sql.execute("CREATE DATABASE beside");
            try {
                List<String> databases =
                        texts(sql, "SELECT datname FROM pg_database WHERE datname LIKE 'beside%' ORDER BY 1");

                assertThat(run(database, 0, program.toString(), "main.sql", root.toString()))
                        .contains("role other_of_beside_it appeared meanwhile and stays", "the same: 1 changesets");
                assertThat(texts(sql, "SELECT datname FROM pg_database WHERE datname LIKE 'beside%' ORDER BY 1"))
                        .isEqualTo(databases);
                assertThat(texts(sql, "SELECT rolname FROM pg_roles WHERE rolname LIKE '%beside_it'"))
                        .containsExactly("other_of_beside_it");
            } finally {
                sql.execute("DROP DATABASE beside");
                sql.execute("DROP ROLE IF EXISTS other_of_beside_it, made_by_beside_it");
            }
        }
    }

    private static List<String> texts(Statement sql, String question) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet row = sql.executeQuery(question)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    private static String schemuse() {
        return String.join(" ", Beside.schemuseCommand());
    }

    private String run(TestDatabase database, int exitCode, String schemuse, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(options));
        Path output = Files.createTempFile(folder, "beside", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LIQUIBASE"));
        builder.environment().putAll(Connecting.to(database));
        builder.environment()
                .putAll(Map.of("LIQUIBASE", String.join(" ", Beside.liquibaseCommand()), "SCHEMUSE", schemuse));
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(exitCode);
        return Files.readString(output);
    }
}
