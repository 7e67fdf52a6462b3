package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.Signal;
import org.schemuse.testsupport.TestDatabase;

/** The packaged application, started by {@code ./schemuse} as a person or a script starts it. */
class LauncherIT {
    @TempDir
    private Path folder;

    private Workplace workplace;

    @BeforeEach
    void setUp() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void stop() {
        workplace.close();
    }

    @Test
    void aSchemaIsInstalledAskedAboutAndTakenBack() throws Exception {
        Ran migrated = workplace.run("migrate");
        assertThat(migrated.out())
                .startsWith("vibemuse in embedded PostgreSQL at 127.0.0.1:")
                .contains("applied in");
        assertThat(migrated.err()).contains("Setting up a PostgreSQL", "Starting PostgreSQL");
        assertThat(migrated.exitCode()).isZero();

        Ran again = workplace.run("migrate");
        assertThat(again.out()).contains("nothing to do, everything is installed");
        assertThat(again.err()).isEmpty();

        JsonNode status = document(workplace.run("status", "--json"));
        assertThat(status.get("exists").asBoolean()).isTrue();
        assertThat(status.get("pending")).isEmpty();
        int applied = status.get("applied").size();
        assertThat(workplace.run("history").out()).hasLineCount(1 + applied);

        Ran refused = workplace.run("rollback", "--all");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("no terminal to ask on: give --yes");

        JsonNode back = document(workplace.run("rollback", "--all", "--yes", "--json"));
        assertThat(back.get("rolledBackIds")).hasSize(applied);
        assertThat(back.get("stillAppliedIds")).isEmpty();
    }

    @Test
    void everyDocumentIsTheOnlyOneOnStandardOutput() throws Exception {
        for (List<String> command : List.of(
                List.of("catalogs"),
                List.of("status"),
                List.of("history"),
                List.of("server", "status"),
                List.of("server", "start"),
                List.of("migrate", "--dry-run"),
                List.of("migrate", "--count", "1"),
                List.of("rollback", "--count", "1", "--dry-run"),
                List.of("server", "stop"))) {
            List<String> words = new ArrayList<>(command);
            words.add("--json");
            Ran ran = workplace.run(words.toArray(String[]::new));
            assertThat(ran.exitCode()).as("%s: %s", words, ran.err()).isZero();
            assertThat(document(ran)).as("%s", words).isNotNull();
            assertThat(ran.err()).as("%s", words).isEmpty();
        }
    }

    @Test
    void aDryRunPrintsSqlAndChangesNothing() throws Exception {
        Ran ran = workplace.run("migrate", "--dry-run", "--quiet");
        assertThat(ran.out()).contains("CREATE SCHEMA", "CREATE TABLE");
        assertThat(ran.err()).isEmpty();
        assertThat(document(workplace.run("status", "--json")).get("exists").asBoolean())
                .isFalse();
    }

    @Test
    void labelsAndParametersChooseWhatIsInstalled() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            database.execute("CREATE TABLE people (id uuid PRIMARY KEY)");
            assertThat(here(database, "migrate", "vibecoder").exitCode()).isZero();
            JsonNode more = document(
                    here(database, "migrate", "vibecoder", "--labels", "user-preferences,project-templates", "--json"));
            assertThat(more.get("appliedIds")).hasSize(4);
            Ran refused = here(database, "migrate", "vibecoder", "--labels", "nothing");
            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err()).contains("catalog vibecoder has no label \"nothing\"; it has: evolution");

            Ran promptpal = here(database, "migrate", "promptpal", "--parameter", "auth.users.table=public.people");
            assertThat(promptpal.exitCode()).as(promptpal.err()).isZero();
            Ran back = here(database, "rollback", "promptpal", "--all", "--yes");
            assertThat(back.exitCode()).as(back.err()).isZero();
        }
    }

    /** Without a process, where what is printed is not about one. */
    private Ran here(TestDatabase database, String... command) {
        return Ran.here(folder, Connecting.to(database), command);
    }

    @Test
    void anotherServerIsFoundByUrlOrEnvironment() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            String url = "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                    + database.name();
            Map<String, String> password = Map.of("PGPASSWORD", database.password());
            assertThat(workplace.run(password, "migrate", "--url", url).exitCode())
                    .isZero();
            assertThat(document(workplace.run(Connecting.to(database), "status", "--json"))
                            .get("pending"))
                    .isEmpty();
            assertThat(workplace.server().isSetUp()).isFalse();

            Ran wrong = Ran.here(folder, Map.of("PGPASSWORD", "wrong"), "status", "--url", url);
            assertThat(wrong.exitCode()).isEqualTo(4);
            assertThat(wrong.err())
                    .startsWith("schemuse: PostgreSQL refused the password for")
                    .hasLineCount(1);

            Ran missing = Ran.here(folder, password, "status", "--url", url + "_none");
            assertThat(missing.exitCode()).isEqualTo(4);
            assertThat(missing.err())
                    .startsWith("schemuse: PostgreSQL has no database of that name")
                    .hasLineCount(1);

            Ran none = workplace.run(Map.of("HOME", folder.toString()), "status", "--url", url);
            assertThat(none.exitCode()).isEqualTo(4);
            assertThat(none.err())
                    .startsWith("schemuse: PostgreSQL wants a password for")
                    .hasLineCount(1);
        }
    }

    @Test
    void severalAtOnceShareOneServer() throws Exception {
        List<Workplace.Running> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(workplace.start(Map.of(), "server", "start", "--json"));
        }
        List<JsonNode> states = new ArrayList<>();
        for (Workplace.Running one : running) {
            states.add(document(one.ended()));
        }
        assertThat(states)
                .extracting(s -> s.get("pid").asLong())
                .containsOnly(workplace.server().state().pid());
    }

    @Test
    void theServerOutlivesTheCommandThatStartedIt() throws Exception {
        assertThat(workplace.run("server", "start").exitCode()).isZero();
        assertThat(workplace.run("server", "status").out()).startsWith("running on 127.0.0.1:");
        assertThat(workplace.run("server", "stop").out()).isEqualTo("stopped\n");
        assertThat(workplace.run("server", "status").out()).startsWith("not running; its data is in");
    }

    /** The server accepts and says nothing, so the command is caught in the middle of its work. */
    @Test
    void ctrlCEndsWithOneLineAndCode130() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://ann@127.0.0.1:" + silent.getLocalPort() + "/d?sslmode=disable";
            Workplace.Running running = workplace.start(Map.of(), "status", "--url", url);
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                Signal.send("INT", running.process().pid());
                Ran ran = running.ended();
                assertThat(ran.exitCode()).isEqualTo(130);
                assertThat(ran.err()).startsWith("schemuse: Interrupted").hasLineCount(1);
                assertThat(ran.out()).isEmpty();
            }
        }
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk8/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ran ran = workplace.run(Map.of("JAVA_HOME", folder.resolve("jdk8").toString()), "--version");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(ran.err())
                .startsWith("schemuse: Java 17 or newer is needed, but")
                .contains("is version 1.");
    }

    @Test
    void rootWithoutUserNamespacesIsToldTheWayOut() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root needs user namespaces");
        Path unshare = Files.createDirectories(folder.resolve("bin")).resolve("unshare");
        Files.writeString(unshare, "#!/bin/sh\nexit 1\n");
        Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ran ran = workplace.run(
                Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")), "migrate", "--quiet");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.err())
                .contains("refuses to run as root", "ordinary user, or give --url")
                .hasLineCount(1);
    }

    @Test
    void linksToTheLauncherAndArgumentsWithBlanksWork() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Workplace.REPOSITORY.resolve("schemuse"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("link"));
        Ran ran = workplace
                .start(second, Map.of(), "status", "--schema", "a  b[x]'c", "--json")
                .ended();
        assertThat(document(ran).get("schema").asText()).isEqualTo("a  b[x]'c");
        Files.delete(second);
        Files.delete(link);
    }

    @Test
    void theArchiveOfClassesIsInUse() throws Exception {
        Ran ran = workplace.run(
                Map.of("SCHEMUSE_JAVA_OPTS", "-Xshare:on -Xlog:class+load:file=" + folder + "/classes"), "--version");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Files.readString(folder.resolve("classes")))
                .contains("picocli.CommandLine source: shared objects file")
                .doesNotContain(" liquibase.", " com.fasterxml", " org.postgresql");
    }

    @Test
    void statusTouchesNoSlowLibrary() throws Exception {
        workplace.run("migrate");
        workplace.run(Map.of("SCHEMUSE_JAVA_OPTS", "-Xlog:class+load:file=" + folder + "/classes"), "status");
        assertThat(Files.readString(folder.resolve("classes")))
                .contains("org.postgresql.Driver")
                .doesNotContain(" liquibase.", " com.fasterxml", " io.zonky", " org.apache.commons");
    }

    private static JsonNode document(Ran ran) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (JsonParser parser = mapper.createParser(ran.out())) {
            JsonNode document = mapper.readTree(parser);
            assertThat(parser.nextToken())
                    .as("after the document: %s", ran.out())
                    .isNull();
            return document;
        }
    }
}
