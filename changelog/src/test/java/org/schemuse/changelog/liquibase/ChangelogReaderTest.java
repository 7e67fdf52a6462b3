package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerPath;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.liquibase.PlannedChangeset.Statement;

/** What is read of changelogs that are not ours, and what of them is refused. */
class ChangelogReaderTest {
    @TempDir
    private Path folder;

    private Path outside;

    @BeforeEach
    void makeFolders() throws IOException {
        outside = folder.resolve("secret.sql");
        Files.writeString(outside, "--liquibase formatted sql\n--changeset x:9\nSELECT 1;\n");
        folder = Files.createDirectories(folder.resolve("changes/sub")).getParent();
    }

    @Test
    void changelogsOfEveryFormReadAsOneCatalog() throws IOException {
        write("two.sql", """
                --liquibase formatted sql

                --changeset b:2 labels:late,rare
                --comment: An index
                CREATE INDEX person_name ON person (name);
                ALTER TABLE person ADD COLUMN age int;
                --rollback DROP INDEX person_name;
                --rollback ALTER TABLE person DROP COLUMN age;

                --changeset b:ora dbms:oracle
                SELECT 1 FROM dual;
                """);
        write("sub/three.yaml", """
                databaseChangeLog:
                - changeSet:
                    id: "3"
                    author: c
                    runInTransaction: false
                    changes:
                    - sqlFile:
                        path: body.txt
                        relativeToChangelogFile: true
                        splitStatements: false
                """);
        write("sub/body.txt", "-- why\nSELECT 1;\nSELECT 2;\n");
        Catalog catalog = ChangelogReader.read(write("main.xml", xml("""
                <changeSet id="1" author="a">
                  <createTable tableName="person"><column name="name" type="text"/></createTable>
                </changeSet>
                <include file="two.sql"/>
                <include file="sub/three.yaml" relativeToChangelogFile="true"/>
                """)), null);

        assertThat(catalog.changelog()).isEqualTo("main.xml");
        assertThat(catalog.defaultSchema()).isEqualTo("public");
        assertThat(catalog.changesets())
                .extracting(Changeset::file, Changeset::id, Changeset::author, Changeset::rollback)
                .containsExactly(
                        tuple("main.xml", "1", "a", true),
                        tuple("two.sql", "2", "b", true),
                        tuple("sub/three.yaml", "3", "c", false));
        assertThat(catalog.changesets().get(1).comment()).isEqualTo("An index");
        assertThat(catalog.labels()).containsExactly("late", "rare");

        List<PlannedChangeset> plan = ChangelogReader.plan(catalog, ChangesetFilter.standard());
        assertThat(plan).extracting(PlannedChangeset::line).containsExactly(3, 3, 3);
        assertThat(plan.get(0).sql())
                .containsExactly(new Statement("CREATE TABLE person (name TEXT)", "createTable", "main.xml", 3));
        assertThat(plan.get(0).rollback()).extracting(Statement::sql).containsExactly("DROP TABLE person");
        assertThat(plan.get(1).sql())
                .containsExactly(
                        new Statement("CREATE INDEX person_name ON person (name)", "sql", "two.sql", 5),
                        new Statement("ALTER TABLE person ADD COLUMN age int", "sql", "two.sql", 6));
        assertThat(plan.get(1).rollback()).extracting(Statement::line).containsExactly(7, 8);
        assertThat(plan.get(2).inTransaction()).isFalse();
        assertThat(plan.get(2).rollback()).isEmpty();
        assertThat(plan.get(2).sql()).extracting(Statement::file).containsExactly("sub/body.txt");
    }

    static List<Catalog> catalogs() {
        return Catalog.all();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void everyChangesetOfOursHasSqlBothWaysAtItsLine(Catalog catalog) {
        List<PlannedChangeset> plan = ChangelogReader.plan(catalog, ChangesetFilter.standard());

        assertThat(plan).extracting(PlannedChangeset::changeset).containsExactlyElementsOf(catalog.changesets());
        for (PlannedChangeset planned : plan) {
            String id = planned.changeset().id();
            assertThat(planned.line()).as(id).isPositive();
            assertThat(planned.unknown()).as(id).isEmpty();
            // A tag is set in the ledger alone.
            assertThat(planned.sql().isEmpty()).as(id).isEqualTo(id.contains("-tag-"));
            assertThat(planned.sql())
                    .as(id)
                    .allSatisfy(sql -> assertThat(sql.line()).isGreaterThanOrEqualTo(planned.line()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<executeCommand executable='touch'/> | executeCommand starts a program, which is refused",
                "<customChange class='java.lang.Thread'/> | customChange runs a Java class, which is refused",
                "<rollback><executeCommand executable='touch'/></rollback> | executeCommand starts a program",
                "<preConditions><or><customPrecondition className='X'/></or></preConditions> | customPrecondition runs a Java class",
            })
    void whatRunsProgramsOrClassesIsRefusedWithItsChangeset(String change, String expected) throws IOException {
        Path file = write("main.xml", xml("<changeSet id='bad' author='a'>" + change + "</changeSet>"));

        assertUnusable(file, "main.xml: changeset bad: " + expected);
        for (String contexts : List.of("*", "all", "ALL", "!test")) {
            assertThatThrownBy(() -> ChangelogReader.readAs(file, in(contexts)))
                    .as(contexts)
                    .isInstanceOf(UnusableChangelogException.class)
                    .hasMessageContaining(expected);
        }
        Catalog lookedAt = ChangelogReader.readAs(file, Reading.toLookAt(null, Map.of()));
        assertThat(ChangelogReader.plan(lookedAt, ChangesetFilter.standard()))
                .as("what is only looked at runs nothing")
                .singleElement()
                .satisfies(planned -> assertThat(planned.sql()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "null | id",
                "{id: null, author: a, changes: [sql: {sql: SELECT 1}]} | id",
                "{id: '', author: a, changes: [sql: {sql: SELECT 1}]} | id",
                "{id: 1, author: null, changes: [sql: {sql: SELECT 1}]} | author",
                "{id: 1, changes: [sql: {sql: SELECT 1}]} | author"
            })
    void changesetWithoutANameIsRefusedEvenToLookAt(String changeset, String missing) throws IOException {
        Path file = write("main.yaml", "databaseChangeLog:\n- changeSet: " + changeset + "\n");

        for (Reading reading : List.of(in(null), Reading.toLookAt(null, Map.of()))) {
            assertThatThrownBy(() -> ChangelogReader.readAs(file, reading))
                    .isInstanceOf(UnusableChangelogException.class)
                    .hasMessage("main.yaml: a changeset has no " + missing
                            + ", expected an id and an author: the ledger knows it by them");
        }
    }

    /** The ledger takes an empty author, and so does Liquibase. */
    @Test
    void anEmptyAuthorIsAnAuthor() throws IOException {
        Path file = write(
                "main.yaml", "databaseChangeLog:\n- changeSet: {id: 1, author: '', changes: [sql: {sql: SELECT 1}]}\n");

        assertThat(ChangelogReader.readAs(file, in(null)).changesets())
                .singleElement()
                .satisfies(changeset -> assertThat(changeset.author()).isEmpty());
    }

    @Test
    void theRootOfTheFileSystemIsNoChangelog() {
        Path root = folder.getRoot();

        assertThatThrownBy(() -> ChangelogReader.read(root, null))
                .isInstanceOf(UnusableChangelogException.class)
                .hasMessage(root + ": expected a changelog inside of " + root
                        + ": name a file, and a --changelog-root above it");
    }

    @Test
    void whatIsOnlyLookedAtCannotBeRun() throws IOException {
        Catalog lookedAt = ChangelogReader.readAs(
                write("main.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n"),
                Reading.toLookAt(null, Map.of()));

        assertThatThrownBy(() -> new ChangelogSession(null, lookedAt, ChangesetFilter.standard(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("main.sql was read to look at it, not to run it");
    }

    /** Liquibase has no sign for every context but none at all. */
    @Test
    void aStarIsAContextOfThatName() throws IOException {
        Path file = write(
                "main.sql",
                "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n--changeset a:2 context:test\nSELECT 2;\n");

        assertThat(ChangelogReader.readAs(file, in("*")).changesets())
                .extracting(Changeset::id)
                .containsExactly("1");
    }

    private static Reading in(String contexts) {
        return new Reading(null, contexts, null, Map.of(), List.of(), LedgerTables.standard());
    }

    @Test
    void anotherProgramToRunTheSqlWithIsRefused() throws IOException {
        assertUnusable(
                write("main.sql", "--liquibase formatted sql\n--changeset a:1 runWith:psql\nSELECT 1;\n"),
                "main.sql: changeset 1: runWith:psql starts a program, which is refused");
    }

    @Test
    void aFileOutsideOfTheFolderIsRefused() throws IOException {
        assertUnusable(write("main.xml", xml("<include file='../secret.sql'/>")), "outside of the changelog's folder");
        assertUnusable(write("main.xml", xml("<include file='" + outside + "'/>")), "main.xml: it cannot be read");
        Files.createSymbolicLink(folder.resolve("link.sql"), outside);
        assertUnusable(write("main.xml", xml("<include file='link.sql'/>")), "outside of the changelog's folder");
        assertUnusable(
                write("main.xml", xml("<changeSet id='1' author='a'><sqlFile path='../secret.sql'/></changeSet>")),
                "outside of the changelog's folder");
    }

    @Test
    void aFolderAboveCanBeNamedAsTheRoot() throws IOException {
        Path file = write("main.xml", xml("<include file='secret.sql'/>"));

        assertThat(ChangelogReader.read(file, folder.getParent()).changesets())
                .extracting(Changeset::file)
                .containsExactly("secret.sql");
        assertThatThrownBy(() -> ChangelogReader.read(outside, folder))
                .isInstanceOf(UnusableChangelogException.class)
                .hasMessageContaining("expected a changelog inside of");
    }

    @Test
    void whereJavaWouldFindAFileDoesNotMatter() throws IOException {
        write("sub/one.sql", "--liquibase formatted sql\n--changeset x:9\nSELECT 1;\n");

        assertThat(ChangelogReader.read(write("main.xml", xml("<include file='classpath:sub/one.sql'/>")), null)
                        .changesets())
                .extracting(changeset -> LedgerPath.normal(changeset.file()))
                .containsExactly("sub/one.sql");
    }

    @Test
    void anEntityThatWouldReadAFileIsRefused() throws IOException {
        assertUnusable(
                write(
                        "main.xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://" + outside + "'>]>\n"
                                + xml("<changeSet id='1' author='a'><sql>&e;</sql></changeSet>")),
                "main.xml: it declares a document type");
    }

    @Test
    void aFaultIsToldWithItsFile() throws IOException {
        assertUnusable(write("main.xml", xml("<include file='nowhere.sql'/>")), "main.xml: it cannot be read");
        assertUnusable(write("main.xml", xml("<include file='nowhere.sql'/>")), "nowhere.sql");
        write("broken.yaml", "databaseChangeLog:\n- changeSet:\n  id: [\n");
        assertUnusable(write("main.xml", xml("<include file='broken.yaml'/>")), "broken.yaml: it cannot be read");
        assertUnusable(write("main.xml", xml("<changeSet id='1' author='a'><makeCoffee/></changeSet>")), "makeCoffee");
        assertUnusable(write("main.txt", "hello"), "main.txt: it cannot be read");
        assertUnusable(
                write(
                        "main.sql",
                        "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n--changeset a:1\nSELECT 2;\n"),
                "main.sql: changeset 1: there is another of the same id");
        assertUnusable(folder.resolve("missing.xml"), "there is no such file");
        assertUnusable(
                write("main.yaml", "databaseChangeLog:\n- include: {file: gone.sql}\n"),
                "main.yaml: it cannot be read: The file gone.sql was not found: correct the path");
        assertUnusable(
                write(
                        "main.yaml",
                        "databaseChangeLog:\n- changeSet: {id: 7, author: a, changes: [createTable: {columns: []}]}\n"),
                "main.yaml: changeset 7: ");
        assertUnusable(
                write("main.yaml", "databaseChangeLog:\n- include: {file: 'http://localhost/x.sql'}\n"),
                "main.yaml: it cannot be read: ");
        assertUnusable(
                write("main.json", "{\"databaseChangeLog\": [ {\"changeSet\": {"), "main.json: it cannot be read");
        assertUnusable(write("main.sql", "--liquibase formatted sql\n--changeset a\n"), "main.sql: it cannot be read");
    }

    @Test
    void aFileOfPlainSqlIsOneChangeset() throws IOException {
        assertThat(ChangelogReader.read(write("plain.sql", "SELECT 1;\n"), null).changesets())
                .extracting(Changeset::file)
                .containsExactly("plain.sql");
    }

    private void assertUnusable(Path file, String expected) {
        assertThatThrownBy(() -> ChangelogReader.read(file, null))
                .isInstanceOf(UnusableChangelogException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String xml(String content) {
        return """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                """ + content + "</databaseChangeLog>";
    }
}
