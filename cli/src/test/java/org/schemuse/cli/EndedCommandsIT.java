package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.Signal;

/** Commands that somebody ends while they wait for a lock: by a signal, or by ending their sessions on the server. */
class EndedCommandsIT extends KilledProcesses {
    private static final String WAITING_SESSIONS = " FROM pg_stat_activity WHERE datname = current_database()"
            + " AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";
    private static final String WAITING = "SELECT count(*)" + WAITING_SESSIONS;
    private static final String TERMINATION = "SELECT count(pg_terminate_backend(pid))" + WAITING_SESSIONS;

    private Ran ran(String... command) {
        return Ran.here(folder, environment, command);
    }

    private Connection locking(String table) throws Exception {
        Connection other = database.dataSource().getConnection();
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.execute("LOCK TABLE vibemuse." + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return other;
    }

    private Path newerDump() throws Exception {
        Path newer = folder.resolve("newer.mdb");
        return Files.writeString(
                newer,
                Files.readString(folder.resolve("world.mdb"), StandardCharsets.ISO_8859_1)
                        .replace(" the ", " that "),
                StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalDuringAnExportLeavesNoHalfFile(String signal, int exitCode) throws Exception {
        assertThat(ran(importing("--quiet")).exitCode()).isZero();
        Path export = folder.resolve("export.mdb");
        Path unfinished = folder.resolve("export.mdb.unfinished");
        try (Connection other = locking("legacy_objects")) {
            Workplace.Running running = workplace.start(environment, "export", "-o", export.toString());
            running.awaitUnlessEnded(
                    "the export waits for the table", () -> Files.exists(unfinished) && number(WAITING) > 0);
            assertThat(unfinished).exists();
            Signal.send(signal, running.process().pid());
            assertThat(running.ended().exitCode()).isEqualTo(exitCode);
            other.rollback();
        }
        assertThat(export).doesNotExist();
        assertThat(unfinished).doesNotExist();
    }

    /** What each command says to do is that command again, or to go on with what it keeps. */
    @ParameterizedTest
    @CsvSource({
        "import,        'continue with: schemuse resume'",
        "update,        'once the server answers, run import --update again'",
        "undo,          'once the server answers, run undo again'",
        "verify-import, 'once the server answers, run verify-import again'",
        "export,        'once the server answers, run export again'"
    })
    void afterTheSessionsWereEndedTheAdviceFitsTheCommand(String command, String advice) throws Exception {
        boolean first = command.equals("import");
        if (!first) {
            assertThat(ran(importing("--quiet")).exitCode()).isZero();
        }
        String[] line = switch (command) {
            case "import" -> importing("--quiet");
            case "update" -> importing(newerDump(), "--update", "--quiet");
            case "undo" -> new String[] {"undo", "1", "--yes"};
            case "export" ->
                new String[] {"export", "-o", folder.resolve("export.mdb").toString()};
            default -> new String[] {command};
        };
        Ran ended;
        try (Connection other = locking(first ? "import_batches" : "objects")) {
            CompletableFuture<Ran> running = CompletableFuture.supplyAsync(() -> ran(line));
            Await.until("the command waits for the table", () -> running.isDone() || number(WAITING) > 0);
            Await.until("the command ends", () -> {
                number(TERMINATION);
                return running.isDone();
            });
            ended = running.get();
            other.rollback();
        }
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(4);
        assertThat(ended.err().lines().toList()).hasSize(1);
        assertThat(ended.err()).contains("terminating connection", advice);
    }

    @Test
    void whoImportsManyPlayersIsToldOfTheWaitBeforeItBegins() throws Exception {
        Path many = folder.resolve("many.mdb");
        assertThat(ran("generate", "--objects", "40000", "-o", many.toString(), "--quiet")
                        .exitCode())
                .isZero();
        Workplace.Running running = workplace.start(environment, "import", many.toString());
        running.awaitUnlessEnded(
                "it tells of the wait", () -> Files.readString(running.err()).contains("players will be hashed"));
        Signal.send("INT", running.process().pid());

        assertThat(running.ended().err())
                .containsPattern("The passwords of [0-9,]+ players will be hashed, which is slow by intention;"
                        + " --passwords lock");
    }

    @Test
    void aDocumentAndADumpCannotBothGoToStandardOutput() {
        Ran ran = ran("generate", "--objects", "3", "--json", "-o", "-");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out())
                .as("the failure as a document, and no dump")
                .startsWith("{")
                .contains("--json and -o - both mean standard output")
                .doesNotContain("***END OF DUMP***");
    }

    @Test
    void aPageOfTextIsNotTakenForAWorld() throws Exception {
        Path page = Files.writeString(folder.resolve("README.md"), "# Schemuse\n\nSchema-first migrations.\n");

        Ran ran = ran("import", page.toString());

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .contains("is no flatfile of TinyMUSE or deMUSE but a text file that begins with '# Schemuse'")
                .hasLineCount(1);
        assertThat(ran("import", Files.writeString(page, "#12\nOld room\n").toString())
                        .err())
                .contains("a dump of the first MUD layout");
    }
}
