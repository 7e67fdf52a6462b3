package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
            String same = run(database, 0, schemuse(), "--contexts", "prod");
            assertThat(same).contains("liquibase: exit code 0", "schemuse: exit code 0", "the same: ");
            assertThat(run(database, 1, "false", "--contexts", "prod"))
                    .contains("schemuse: exit code 1", "CREATE TYPE public.mood", "different: ");
        }
    }

    private static String schemuse() {
        return String.join(" ", Beside.schemuseCommand());
    }

    private String run(TestDatabase database, int exitCode, String schemuse, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("main.xml", FEATURES.toString()));
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
