package org.schemuse.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestServer;

/** In another project nobody laid binaries into a folder: they are on the class path, of one major. */
@Tag("once")
class OtherProjectIT {
    @TempDir
    private Path elsewhere;

    @Test
    void theServerOnTheClassPathIsStarted() throws Exception {
        assertThat(describe(17)).startsWith("PostgreSQL 17.").endsWith(" (embedded)");
    }

    @Test
    void aServerOfAnotherMajorIsNotPassedOffAsTheOneAskedFor() throws Exception {
        assertThat(describe(15))
                .contains("the embedded server is PostgreSQL 17.", "expected PostgreSQL 15")
                .contains("SCHEMUSE_TEST_SERVER=embedded:17");
    }

    /** What a JVM says that runs where no build of ours is above it. */
    private String describe(int major) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Describe.class.getName(),
                        Integer.toString(major))
                .directory(elsewhere.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    /** The main class of that JVM. */
    static final class Describe {
        private Describe() {}

        public static void main(String[] args) {
            try {
                System.out.println(
                        TestServer.embedded(Integer.parseInt(args[0])).description());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
