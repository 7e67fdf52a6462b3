package org.schemuse.testsupport;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs such as {@code psql} that judge our work in tests, and that neither the JDK nor Maven brings along. */
public final class ExternalJudge {

    /** Set to {@code true} where all programs must be installed, as {@code .ci/run} does. */
    private static final String CI = "CI";

    private ExternalJudge() {}

    /**
     * Lets the calling test go on if all these programs are on the PATH. Otherwise the test is skipped, and a line on
     * standard output names the missing programs; in CI (environment variable {@code CI=true}) it fails.
     *
     * @param programs names of executable files
     * @throws AssertionError in CI, if a program is missing
     */
    public static void needs(String... programs) {
        List<String> missing = Stream.of(programs).filter(name -> !onPath(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String reason = "not installed: " + String.join(", ", missing);
        if (Boolean.parseBoolean(System.getenv(CI))) {
            throw new AssertionError(reason + "; with " + CI + "=true this test must run. Install them.");
        }
        System.out.println("Not run: " + TestServer.nameOfCaller() + ": " + reason);
        Assumptions.abort(reason);
    }

    private static boolean onPath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
