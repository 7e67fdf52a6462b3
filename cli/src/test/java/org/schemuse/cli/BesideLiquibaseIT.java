package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.cli.Beside.Started;
import org.schemuse.testsupport.SchemaContents;
import org.schemuse.testsupport.TestDatabase;

/** One changelog with every construct that public projects use, migrated by Liquibase's command line and by ours. */
@Tag("once")
class BesideLiquibaseIT {
    private static final Path FEATURES = Path.of("src", "test", "resources", "beside");

    /** Everything but the moments and the number of the run. */
    private static final String LEDGER =
            "SELECT concat_ws(' | ', orderexecuted, id, author, filename, md5sum, exectype,"
                    + " description, comments, tag, contexts, labels, liquibase) FROM databasechangelog ORDER BY orderexecuted";

    @TempDir
    private Path folder;

    private TestDatabase theirs;
    private TestDatabase ours;

    @BeforeEach
    void make() throws IOException {
        theirs = TestDatabase.empty();
        ours = TestDatabase.empty();
        copy(FEATURES, folder);
    }

    @AfterEach
    void drop() {
        theirs.close();
        ours.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "test", "prod,other", "*"})
    void schemaRowsAndLedgerAreTheSame(String contexts) throws Exception {
        liquibase("update", "--contexts=" + contexts, "--label-filter=!slow");
        Ran ran = schemuse("migrate", "--contexts", contexts, "--label-filter", "!slow");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertSame();
        assertThat(ran.out())
                .contains("main.xml: changeset later skipped by its preconditions, and stays pending: ")
                .contains("main.xml: changeset may-fail failed, and stays pending: ")
                .contains("no_such_table")
                .contains("main.xml: changeset only-if not run because of its preconditions");

        Path function = folder.resolve("db/formatted.sql");
        Files.writeString(function, Files.readString(function).replace("n * 2", "n + n"));
        liquibase("update", "--contexts=" + contexts, "--label-filter=!slow");
        assertThat(schemuse("migrate", "--contexts", contexts, "--label-filter", "!slow")
                        .exitCode())
                .isZero();
        assertSame();
    }

    @Test
    void everyContextIsWhatLiquibaseRunsWithoutAny() throws Exception {
        String main = Files.readString(folder.resolve("main.xml"));
        Files.writeString(
                folder.resolve("main.xml"),
                main.replaceFirst("(?s)  <changeSet id=\"twin\" author=\"a\" context=\"test\">.*?</changeSet>", ""));
        liquibase("update");
        Ran ran = schemuse("migrate", "--contexts", "all", "--allow-java", Beside.classes());
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertSame();
    }

    @Test
    void aChangelogWithContextsIsRefusedUntilSomebodyChooses() throws Exception {
        for (String command : List.of("migrate", "status", "validate", "history")) {
            Ran refused = schemuse(command);
            assertThat(refused.exitCode()).as(command).isEqualTo(3);
            assertThat(refused.err().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "main.xml: its changesets have contexts (!prod, java, prod, prod or test, test), expected a"
                                    + " choice: specify --contexts");
        }
        Ran twins = schemuse("migrate", "--contexts", "all", "--allow-java", Beside.classes());
        assertThat(twins.exitCode()).isEqualTo(3);
        assertThat(twins.err()).contains("changeset twin: there is another of the same id, author and file");
        assertThat(schemuse("status", "--contexts", "prod").out())
                .contains("pending  twin  contexts: prod", "left out data  contexts: test")
                .contains("left out inherited  contexts: (test) AND (!prod)");
    }

    @Test
    void eachContinuesWhereTheOtherStopped() throws Exception {
        liquibase("update-count", "--count=3", "--contexts=prod");
        TestDatabase shared = theirs;
        assertThat(on(shared, "status", "--contexts", "prod").out()).contains(": 3 of ");
        Ran ran = on(shared, "migrate", "--contexts", "prod");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        Started again = liquibase("update", "--contexts=prod");
        assertThat(again.printed()).contains("Run:                          1");
        assertThat(on(shared, "validate", "--contexts", "prod").exitCode()).isZero();
        assertThat(on(shared, "validate", "--contexts", "prod", "--require-rollbacks")
                        .exitCode())
                .isEqualTo(5);
        liquibase("rollback-count", "--count=1", "--contexts=prod");
        assertThat(on(shared, "rollback", "--count", "1", "--yes", "--contexts", "prod")
                        .exitCode())
                .isZero();
    }

    @Test
    void anotherFolderIsNamedAndAnotherLedgerFound() throws Exception {
        theirs.execute("CREATE SCHEMA books");
        Started elsewhere = beside(theirs)
                .liquibase(
                        "--liquibase-schema-name=books",
                        "--database-changelog-table-name=applied",
                        "--database-changelog-lock-table-name=applied_lock",
                        "update",
                        "--changelog-file=main.xml",
                        "--contexts=prod");
        assertThat(elsewhere.exitCode()).as(elsewhere.printed()).isZero();
        Ran ran = on(
                theirs,
                "status",
                "--contexts",
                "prod",
                "--ledger-schema",
                "books",
                "--ledger-tables",
                "applied,applied_lock");
        assertThat(ran.out()).as(ran.err()).contains("pending  later", "pending  may-fail");
        assertThat(ran.out().lines().filter(line -> line.contains("pending"))).hasSize(2);
        int everything = changesetsOf(on(theirs, "lint", "--live", "--json"));
        int pending = changesetsOf(on(
                theirs,
                "lint",
                "--live",
                "--ledger-schema",
                "books",
                "--ledger-tables",
                "applied,applied_lock",
                "--json"));
        // Lint looks at changesets of every context and database, which the ledger does not have.
        assertThat(everything - pending).isGreaterThan(15);
        Ran lost = on(theirs, "status", "--contexts", "prod");
        assertThat(lost.exitCode()).isEqualTo(4);
        assertThat(lost.err()).contains("--ledger-schema or --ledger-tables");

        Files.writeString(folder.resolve("db/all/3.sql"), "CREATE TABLE third (id int);\n");
        Ran more = on(
                theirs,
                "migrate",
                "--contexts",
                "prod",
                "--ledger-schema",
                "books",
                "--ledger-tables",
                "applied,applied_lock");
        assertThat(more.exitCode()).as(more.err()).isZero();
        assertThat(theirs.texts("SELECT locked::text FROM books.applied_lock")).containsExactly("false");
        assertThat(theirs.texts("SELECT filename FROM books.applied WHERE filename LIKE '%3.sql'"))
                .containsExactly("db/all/3.sql");
    }

    @Test
    void aLedgerWithOtherPathsNamesTheRootThatMatches() throws Exception {
        Path inner = folder.resolve("src/main/resources");
        Files.createDirectories(inner.resolve("db"));
        Files.writeString(inner.resolve("db/x.sql"), "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n");
        beside(theirs)
                .liquibase("update", "--changelog-file=src/main/resources/db/x.sql")
                .exitCode();
        assertAdvice(inner.resolve("db/x.sql"), "specify --changelog-root " + folder.toRealPath());
        theirs.execute("UPDATE databasechangelog SET filename = 'classpath:db/x.sql'");
        assertAdvice(inner.resolve("db/x.sql"), "specify --changelog-root " + inner.toRealPath());
        Ran found = run(theirs, "status", inner.resolve("db/x.sql").toString(), "--changelog-root", inner.toString());
        assertThat(found.out()).contains("1 of 1 changeset applied");
        Ran fromAbove =
                run(theirs, "status", inner.resolve("db/x.sql").toString(), "--changelog-root", folder.toString());
        assertThat(fromAbove.err()).contains("specify --changelog-root " + inner.toRealPath());
    }

    @Test
    void aConfigurationFileInTheFolderSaysItOnceForAll() throws Exception {
        Files.writeString(
                folder.resolve("schemuse.yaml"),
                "changelog: main.xml\nroot: .\ncontexts: [prod, other]\nlabel-filter: '!slow'\nschema: public\n");
        Ran ran = run(ours, "migrate");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ours.texts("SELECT count(*)::text FROM for_prod")).containsExactly("2");
        assertThat(run(ours, "status").out()).contains("main.xml as schema public");
        assertThat(run(ours, "lint", "--fail-on", "none").out()).contains("main.xml:");
        assertThat(run(ours, "tag", "here").err()).contains("the latest changeset, tagged, has the tag \"v1\"");
        assertThat(run(ours, "status", "promptpal", "--schema", "promptpal").exitCode())
                .isZero();
        assertThat(run(ours, "status", "promptpal", "--contexts", "prod").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aChangesetThatWasChangedShowsInStatus() throws Exception {
        assertThat(schemuse("migrate", "--contexts", "prod").exitCode()).isZero();
        assertThat(schemuse("status", "--contexts", "prod").out()).doesNotContain("changed");
        Path main = folder.resolve("main.xml");
        Files.writeString(main, Files.readString(main).replace("value=\"hello\"", "value=\"hullo\""));
        assertThat(schemuse("status", "--contexts", "prod").out())
                .contains("changed  rows (main.xml, after it was applied)");
    }

    /** Liquibase compares checksums before it looks what is pending, and also if nothing is. */
    @Test
    void aChangesetThatWasChangedStopsBothThoughNothingIsPending() throws Exception {
        String text = "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE shop (id int);\n";
        Path changelog = Files.writeString(folder.resolve("shop.sql"), text);
        // Twice, because Liquibase remembers within a process that nothing is pending.
        List<String[]> migrations = List.of(
                migrate(changelog),
                migrate(changelog),
                migrate(changelog, "--dry-run"),
                migrate(changelog, "--count", "1"),
                migrate(changelog, "--dry-run=execute"));
        assertThat(beside(theirs)
                        .liquibase("update", "--changelog-file=shop.sql")
                        .exitCode())
                .isZero();
        assertThat(migrations)
                .allSatisfy(words -> assertThat(run(ours, words).exitCode()).isZero());

        Files.writeString(changelog, text.replace("TABLE shop", "TABLE shops"));
        for (String command : List.of("update", "update-sql", "update-count --count=1")) {
            List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
            words.add("--changelog-file=shop.sql");
            Started liquibase = beside(theirs).liquibase(words.toArray(String[]::new));
            assertThat(liquibase.exitCode()).as(command).isEqualTo(1);
            assertThat(liquibase.printed()).as(command).contains("shop.sql::1::a was: ");
        }
        assertThat(migrations).allSatisfy(words -> {
            Ran refused = run(ours, words);
            assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(4);
            assertThat(refused.err())
                    .contains("changeset 1 (shop.sql) was changed after it was applied; 1 of 1 changesets are applied");
        });

        Files.writeString(changelog, text + "--changeset a:2\nCREATE TABLE more (id int);\n");
        assertThat(run(ours, migrate(changelog)).out()).contains("1 changeset applied");
    }

    private static String[] migrate(Path changelog, String... options) {
        List<String> words = new ArrayList<>(List.of("migrate", changelog.toString()));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private void assertAdvice(Path changelog, String advice) {
        Ran refused = run(theirs, "status", changelog.toString());
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("under other paths").contains(advice);
    }

    private void assertSame() throws SQLException {
        assertThat(ours.texts(LEDGER)).isEqualTo(theirs.texts(LEDGER));
        assertThat(fingerprint(ours)).isEqualTo(fingerprint(theirs));
        assertThat(SchemaContents.of(ours.dataSource(), "public", "databasechangelog", "owner"))
                .isEqualTo(SchemaContents.of(theirs.dataSource(), "public", "databasechangelog", "owner"));
        String owners = "SELECT concat_ws(' ', id, name, note, active, score) FROM owner ORDER BY id";
        assertThat(ours.texts(owners)).isEqualTo(theirs.texts(owners));
    }

    private static List<String> fingerprint(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "public").lines();
        }
    }

    private Started liquibase(String command, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(command, "--changelog-file=main.xml"));
        words.addAll(List.of(arguments));
        Started started = beside(theirs).liquibase(words.toArray(String[]::new));
        assertThat(started.exitCode()).as(started.printed()).isZero();
        return started;
    }

    private Beside beside(TestDatabase database) {
        return new Beside(folder, database);
    }

    private Ran schemuse(String command, String... arguments) {
        return on(ours, command, arguments);
    }

    private Ran on(TestDatabase database, String command, String... arguments) {
        List<String> words =
                new ArrayList<>(List.of(command, folder.resolve("main.xml").toString()));
        words.addAll(List.of(arguments));
        return run(database, words.toArray(String[]::new));
    }

    private Ran run(TestDatabase database, String... words) {
        return Ran.here(folder, Connecting.to(database), words);
    }

    /** How many changesets lint looked at. */
    private static int changesetsOf(Ran lint) {
        Matcher count = Pattern.compile("\"changesetCount\" : (\\d+)").matcher(lint.out());
        assertThat(count.find()).as(lint.out() + lint.err()).isTrue();
        return Integer.parseInt(count.group(1));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
