package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/**
 * Nobody is called but the database. Java asks its proxy selector before it opens a socket or an HTTP connection, so
 * that one sees them all; what it cannot see are channels of {@code java.nio} and datagrams, which nothing here opens.
 */
@Tag("once")
class NoOtherSocketIT {
    @TempDir
    private Path folder;

    private final Queue<String> called = new ConcurrentLinkedQueue<>();
    private final ProxySelector before = ProxySelector.getDefault();
    private TestDatabase database;

    @BeforeEach
    void listen() {
        database = TestDatabase.empty();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                called.add(uri.toString());
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        });
    }

    @AfterEach
    void leave() {
        ProxySelector.setDefault(before);
        database.close();
    }

    @Test
    void noCommandCallsAnybodyButTheDatabase() {
        run("migrate", "promptpal");
        run("status", "promptpal");
        run("validate", "promptpal");
        run("drift", "promptpal", "--on", database.url());
        run(
                "lint",
                Workplace.REPOSITORY
                        .resolve("changelog/src/test/resources/foreign/db")
                        .toString(),
                "--fail-on",
                "none");
        run("import", Workplace.REPOSITORY.resolve("samples/harbour.mdb").toString());
        run("rollback", "promptpal", "--all", "--yes");

        assertThat(called).isNotEmpty().containsOnly("socket://" + database.host() + ":" + database.port());
    }

    /** A class that is loaded has read nothing yet; once it is initialised it may have. */
    @Test
    void telemetryIsSwitchedOffBeforeLiquibaseCanReadThatItIsNot() throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        try (Workplace workplace = Workplace.in(folder)) {
            Ran ran = workplace.run(
                    Map.of("SCHEMUSE_JAVA_OPTS", "-Xlog:class+init:file=" + log),
                    "validate",
                    Workplace.REPOSITORY
                            .resolve("changelog/src/test/resources/foreign/changelog.xml")
                            .toString());
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }
        Pattern begins =
                Pattern.compile("Initializing '((?:org/schemuse/changelog/liquibase/LiquibaseScope|liquibase/[^']*))'");
        List<String> classes = Files.readAllLines(log).stream()
                .flatMap(line -> begins.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
        assertThat(classes)
                .contains("liquibase/Scope", "liquibase/analytics/configuration/AnalyticsArgs")
                .first()
                .isEqualTo("org/schemuse/changelog/liquibase/LiquibaseScope");
    }

    private void run(String... arguments) {
        Ran ran = Ran.here(folder, Connecting.to(database), arguments);
        assertThat(ran.exitCode()).as(arguments[0] + ": " + ran.err()).isZero();
    }
}
