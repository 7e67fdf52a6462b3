package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.schemuse.testsupport.TestDatabase;

/**
 * Databases in which something was done already, for tests that begin after it. It is done once for all tests of this JVM,
 * and each gets a copy: a copy takes a twentieth of the time of an installation, and hashes no password.
 */
final class Prepared {
    static final Path HARBOUR = Workplace.REPOSITORY.resolve("samples").resolve("harbour.mdb");

    private Prepared() {}

    /** The catalog {@code vibemuse} is installed, in the schema of its name. */
    static TestDatabase vibemuse() {
        return TestDatabase.cloneOf("cli_vibemuse", database -> run(database, "migrate", "vibemuse"));
    }

    /** The world of the sample is imported too, with its passwords. */
    static TestDatabase harbour() {
        return TestDatabase.cloneOf(
                "cli_harbour", database -> run(database, "import", HARBOUR.toString(), "--passwords", "keep"));
    }

    private static void run(DataSource database, String... command) throws Exception {
        Map<String, String> environment = Connecting.to(database);
        Ran ran = Ran.here(Path.of("").toAbsolutePath(), environment, command);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
    }
}
