package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureHandlerTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int exitCode;

    private String handled(Throwable thrown) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        exitCode = new FailureHandler(
                        new Streams(new ByteArrayOutputStream(), stream), Set.of(), () -> false, () -> false)
                .handle(thrown);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFailureIsItsOwnLine() {
        assertThat(handled(new Failure(ExitCode.INPUT, "harbour.mdb:3: two\n  lines")))
                .isEqualTo("schemuse: harbour.mdb:3: two lines\n");
        assertThat(exitCode).isEqualTo(3);
    }

    @Test
    void aFailureBelowOtherExceptionsIsFound() {
        assertThat(handled(new IllegalStateException(Failure.database("refused"))))
                .isEqualTo("schemuse: refused\n");
        assertThat(exitCode).isEqualTo(4);
    }

    @Test
    void aBugSaysItIsOneAndHowToGetDetails() {
        assertThat(handled(new NullPointerException("x")))
                .isEqualTo(
                        "schemuse: A bug in Schemuse: java.lang.NullPointerException: x. Run it again with --debug for"
                                + " the details and report them, please.\n");
        assertThat(exitCode).isEqualTo(70);
    }

    @Test
    void aFullDiskOfTheServerIsTheDatabases() {
        assertThat(handled(new RuntimeException(new SQLException("could not extend file: No space left", "53100"))))
                .isEqualTo("schemuse: The database refused: could not extend file: No space left\n");
        assertThat(exitCode).isEqualTo(4);
    }

    @Test
    void aStatementTheServerDoesNotUnderstandIsOurBug() {
        assertThat(handled(new SQLException("syntax error", "42601"))).contains("A bug in Schemuse");
        assertThat(exitCode).isEqualTo(70);
    }

    @Test
    void filesAreNamed() {
        assertThat(handled(new UncheckedIOException(new NoSuchFileException("a.mdb"))))
                .isEqualTo("schemuse: Cannot use the file a.mdb: there is no such file.\n");
        assertThat(exitCode).isEqualTo(3);
        assertThat(handled(new UncheckedIOException(new AccessDeniedException("b.mdb"))))
                .contains("b.mdb: access denied.");
        assertThat(handled(new UncheckedIOException(new FileSystemException("c.mdb", null, "Is a directory"))))
                .contains("c.mdb: Is a directory.");
    }

    @Test
    void tooLittleMemorySaysHowToGiveMore() {
        assertThat(handled(new OutOfMemoryError())).contains("SCHEMUSE_JAVA_OPTS=-Xmx");
    }
}
