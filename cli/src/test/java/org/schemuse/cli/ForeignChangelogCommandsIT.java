package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** What a DBA gets to see of a changelog by path: one line, or one document, and the exit code of the contract. */
@Tag("once")
class ForeignChangelogCommandsIT {
    private static final String TWO = """
            --liquibase formatted sql

            --changeset a:1
            CREATE TABLE person (id int PRIMARY KEY, name text DEFAULT 'nobody');
            --rollback DROP TABLE person;

            --changeset a:2
            CREATE INDEX person_name ON person (name);
            --rollback DROP INDEX person_name;
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private String file;

    @BeforeEach
    void make() throws IOException {
        database = TestDatabase.empty();
        file = write("shop.sql", TWO);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void driftEndsWithFiveAndALineForEachDifference() throws Exception {
        assertThat(run("migrate", file).exitCode()).isZero();
        assertThat(run("drift", file).exitCode()).isZero();
        database.execute(
                "ALTER TABLE person ALTER COLUMN name SET DEFAULT 'x'; DROP INDEX person_name; CREATE VIEW v AS SELECT 1");

        Ran drift = run("drift", file);
        assertThat(drift.exitCode()).isEqualTo(5);
        assertThat(drift.out().lines())
                .anySatisfy(line -> assertThat(line).startsWith("  changed column person.name: default is "))
                .anySatisfy(line -> assertThat(line).startsWith("  missing index person_name"))
                .anySatisfy(line -> assertThat(line).startsWith("  unexpected view v"));
        Ran json = run("drift", file, "--json");
        assertThat(json.exitCode()).isEqualTo(5);
        JsonNode report = new ObjectMapper().readTree(json.out());
        assertThat(report.get("drifted").asBoolean()).isTrue();
        assertThat(report.get("differences").findValuesAsText("change")).contains("changed", "missing", "unexpected");
    }

    @Test
    void verifyEndsWithFiveWhereARollbackForgetsSomething() throws Exception {
        String server = "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/postgres";
        assertThat(run("verify", file, "--on", server).exitCode()).isZero();
        String wrong = write("wrong.sql", TWO.replace("--rollback DROP INDEX person_name;", "--rollback SELECT 1;"));

        Ran verify = run("verify", wrong, "--on", server);
        assertThat(verify.exitCode()).isEqualTo(5);
        assertThat(verify.out())
                .contains("wrong.sql: changeset 2: ")
                .contains("down leaves: unexpected index person_name")
                .contains("1 of 2 changesets proved");
    }

    @Test
    void aPartIsVerifiedAlone() throws Exception {
        String server = "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/postgres";
        Ran only = run("verify", file, "--on", server, "--only", "2");
        assertThat(only.exitCode()).as(only.err()).isZero();
        assertThat(only.out()).contains("1 of 1 changeset");
        String tagged = write("tagged.yaml", """
                databaseChangeLog:
                - changeSet: {id: t, author: a, changes: [tagDatabase: {tag: v1}]}
                - include: {file: shop.sql}
                """);
        assertThat(run("verify", tagged, "--on", server, "--since-tag", "v1", "--json")
                        .out())
                .contains("\"id\" : \"1\"", "\"id\" : \"2\"")
                .doesNotContain("\"id\" : \"t\"");
        assertFailure(3, "sets no tag \"v9\"; it sets: v1", run("verify", tagged, "--since-tag", "v9"));
        assertFailure(3, "has no changeset \"9\"", run("verify", file, "--only", "9"));
    }

    @Test
    void whatAChangelogDoesNotResolveIsToldWithItsChangeset() throws Exception {
        String open = write("open.yaml", """
                databaseChangeLog:
                - changeSet:
                    id: open
                    author: a
                    changes:
                    - createTable:
                        tableName: t
                        columns:
                        - column: {name: id, type: int, autoIncrement: "${no.such}"}
                """);
        for (String command : List.of("migrate", "status", "validate", "lint", "verify")) {
            Ran ran = run(command, open);
            assertThat(ran.exitCode()).as(command + ran.err()).isNotEqualTo(70);
            assertThat(ran.err()).doesNotContain("bug");
        }
        assertThat(run("lint", open, "--parameter", "no.such=true", "--fail-on", "none")
                        .exitCode())
                .isZero();
        Ran resolved = run("migrate", open, "--parameter", "no.such=true", "--schema", "other");
        assertThat(resolved.exitCode()).as(resolved.err()).isZero();
    }

    @Test
    void javaRunsOnlyWhereItIsAllowed() throws Exception {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        if (!Files.isDirectory(classes)) {
            classes = Path.of(CreatesATable.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        }
        String changelog = write(
                "java.yaml",
                "databaseChangeLog:\n- changeSet: {id: j, author: a, changes: [customChange: {class: "
                        + CreatesATable.class.getName() + "}]}\n");
        assertFailure(3, "allow its classes with --allow-java", run("migrate", changelog));
        for (String contexts : List.of("*", "all")) {
            assertFailure(3, "allow its classes with --allow-java", run("migrate", changelog, "--contexts", contexts));
        }
        Ran allowed = run("migrate", changelog, "--allow-java", classes.toString());
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        database.execute("SELECT 1 FROM made_by_java");
        assertFailure(3, "allow its classes with --allow-java", run("validate", changelog));
        assertFailure(2, "there is no jar or folder", run("validate", changelog, "--allow-java", "no.jar"));
    }

    @Test
    void whatCannotBeReadEndsWithThreeAndWhatWasChangedWithFour() throws Exception {
        assertFailure(
                3,
                "gone.yaml: it cannot be read: The file nowhere.sql was not found: correct the path",
                run("migrate", write("gone.yaml", "databaseChangeLog:\n- include: {file: nowhere.sql}\n")));
        assertFailure(
                3,
                "exec.yaml: changeset 1: executeCommand starts a program",
                run(
                        "migrate",
                        write(
                                "exec.yaml",
                                "databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: [executeCommand: {executable: id}]}\n")));
        assertThat(run("migrate", file).exitCode()).isZero();
        assertFailure(
                4,
                "changeset 1 (shop.sql) was changed after it was applied; 2 of 3 changesets are applied",
                run(
                        "migrate",
                        write("shop.sql", TWO.replace("id int", "id bigint") + "\n--changeset a:3\nSELECT 1;\n")));
        assertThat(run("validate", file).exitCode()).isEqualTo(5);
        assertFailure(4, "its ledger has no tag \"v9\": see history", run("rollback", file, "--to-tag", "v9", "--yes"));
        assertFailure(4, "sets no tag \"v9\"", run("migrate", file, "--to-tag", "v9"));
        assertThat(run("history", file).out().lines()).hasSize(1 + 2);
    }

    @Test
    void aRollbackThatIsNotConfirmedOrFindsNothingSaysSo() throws Exception {
        assertThat(run("migrate", file).exitCode()).isZero();
        database.execute("INSERT INTO person VALUES (1)");
        assertFailure(2, "no terminal to ask on: give --yes", run("rollback", file, "--all"));
        assertThat(run("rollback", file, "--all", "--dry-run", "--json").out())
                .contains("\"outcome\" : \"would_roll_back\"")
                .contains("\"person\" : 1");
        assertThat(run("rollback", file, "--all", "--yes").out())
                .contains("2 changesets rolled back")
                .contains("with 1 row of 1 table");
        Ran nothing = run("rollback", file, "--all", "--yes", "--json");
        assertThat(nothing.exitCode()).isZero();
        assertThat(nothing.out()).contains("\"outcome\" : \"nothing_to_roll_back\"");
    }

    @Test
    void aTagIsForTheDefaultCatalogWhereItStandsAlone() {
        assertThat(run("migrate", file).exitCode()).isZero();
        assertThat(run("migrate", "--count", "1").exitCode()).isZero();
        assertThat(run("tag", "first").exitCode()).isZero();
        assertThat(run("tag", file, "second").exitCode()).isZero();
        assertThat(run("history").out()).endsWith("  first\n");
        assertThat(run("history", file).out()).endsWith("  second\n");
        assertFailure(4, "tag \"first\" is taken", run("tag", "first"));
        assertFailure(4, "has the tag \"first\", and a changeset has one", run("tag", "third"));
        assertFailure(2, "Which name?", run("tag"));
        assertFailure(2, "Which name?", run("tag", file));
    }

    @Test
    void aDatabaseThatOnlyReadsIsRefusedWithFour() throws Exception {
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET default_transaction_read_only = on");
        assertFailure(4, "lift default_transaction_read_only", run("migrate", file));
        assertFailure(4, "lift default_transaction_read_only", run("migrate", file, "--dry-run=execute"));
        assertThat(run("status", file).exitCode()).isZero();
    }

    private static void assertFailure(int exitCode, String message, Ran ran) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines())
                .singleElement()
                .asString()
                .startsWith("schemuse: ")
                .contains(message);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ran run(String... arguments) {
        Map<String, String> environment = Connecting.to(database);
        return Ran.here(folder, environment, arguments);
    }
}
