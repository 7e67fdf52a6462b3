package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;

/** The digest of a changelog differs if what Liquibase makes of it does. */
class ChangelogDigestTest {
    private static final String NAME = "schemuse.digest.test";

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(NAME);
        System.clearProperty(NAME + ".b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '${schemuse.digest.test}';",
                "SELECT '${ Schemuse.Digest.TEST }';",
                "SELECT '${${schemuse.digest.test}}';",
                "SELECT '${schemuse.digest.test.${schemuse.digest.test}}';",
            })
    void valuesThatLiquibaseTakesFromOutsideCount(String sql) throws IOException {
        Path file = Files.writeString(
                folder.resolve("main.sql"), "--liquibase formatted sql\n--changeset a:1\n" + sql + "\n");
        System.setProperty(NAME + ".b", "other");
        System.setProperty(NAME, "a");
        Catalog before = ChangelogReader.read(file, null);
        String plan = ChangelogReader.plan(before, ChangesetFilter.standard()).toString();
        String digest = ChangelogDigest.of(before, ChangesetFilter.standard());
        assertThat(ChangelogDigest.of(before, ChangesetFilter.standard())).isEqualTo(digest);

        System.setProperty(NAME, "b");
        Catalog after = ChangelogReader.read(file, null);
        assertThat(ChangelogReader.plan(after, ChangesetFilter.standard()).toString())
                .as("what Liquibase would run")
                .isNotEqualTo(plan);
        assertThat(ChangelogDigest.of(after, ChangesetFilter.standard())).isNotEqualTo(digest);
    }

    @Test
    void valuesThatAPreconditionAsksForCount() throws IOException {
        Path file = Files.writeString(
                folder.resolve("main.yaml"),
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, preConditions: [onFail: MARK_RAN,"
                        + " changeLogPropertyDefined: {property: " + NAME
                        + ", value: x}], changes: [sql: {sql: SELECT 1}]}\n");
        Catalog catalog = ChangelogReader.read(file, null);
        String digest = ChangelogDigest.of(catalog, ChangesetFilter.standard());

        System.setProperty(NAME, "x");
        assertThat(ChangelogDigest.of(catalog, ChangesetFilter.standard())).isNotEqualTo(digest);
    }

    @Test
    void valuesThatNothingNamesDoNotCount() throws IOException {
        Path file = Files.writeString(
                folder.resolve("main.sql"),
                "--liquibase formatted sql\n--changeset a:1\nSELECT '$schemuse.digest.test';\n");
        Catalog catalog = ChangelogReader.read(file, null);
        String digest = ChangelogDigest.of(catalog, ChangesetFilter.standard());

        System.setProperty(NAME, "x");
        assertThat(ChangelogDigest.of(catalog, ChangesetFilter.standard())).isEqualTo(digest);
        Catalog ours = Catalog.named("vibemuse").orElseThrow();
        assertThat(ChangelogDigest.of(ours, ChangesetFilter.standard()))
                .isEqualTo(ChangelogDigest.of(ours, ChangesetFilter.standard()));
    }

    @Test
    void environmentVariablesCountAndWhatTheirValuesName() {
        EnvironmentValues values =
                new EnvironmentValues(Map.of("ONE", "${two}", "TWO", "2", "PATH", "/bin"), System.getProperties());

        assertThat(values.usedBy(List.of("SELECT ${one}")))
                .containsExactly(Map.entry("ONE (variable)", "${two}"), Map.entry("TWO (variable)", "2"));
    }

    @Test
    void filesOfContextsThatAreNotChosenCount() throws IOException {
        Path body = Files.writeString(folder.resolve("body.sql"), "SELECT 1;\n");
        Path file = Files.writeString(
                folder.resolve("main.yaml"),
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, context: test, changes:"
                        + " [sqlFile: {path: body.sql}]}\n"
                        + "- changeSet: {id: 2, author: a, context: test, changes: [sqlFile: {path: nowhere.sql}]}\n");
        Reading prod = new Reading(null, "prod", null, Map.of(), List.of(), LedgerTables.standard());
        Catalog catalog = ChangelogReader.readAs(file, prod);
        assertThat(catalog.files()).containsExactly("body.sql", "main.yaml");
        String digest = ChangelogDigest.of(catalog, ChangesetFilter.standard());

        Files.writeString(body, "SELECT 2;\n");
        assertThat(ChangelogDigest.of(catalog, ChangesetFilter.standard())).isNotEqualTo(digest);
    }

    @Test
    void whatWasReadIsNotParsedAgain() throws IOException {
        Path file = Files.writeString(
                folder.resolve("main.sql"), "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n");
        Catalog catalog = ChangelogReader.read(file, null);
        String digest = ChangelogDigest.of(catalog, ChangesetFilter.standard());

        Files.writeString(file, "no changelog at all");
        assertThat(ChangelogDigest.of(catalog, ChangesetFilter.standard()))
                .as("parsing it would have failed")
                .isNotEqualTo(digest);
    }
}
