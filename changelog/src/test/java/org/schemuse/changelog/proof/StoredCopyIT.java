package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** A stored fingerprint is used until something changes that a new copy would be made of. */
class StoredCopyIT {
    private static final String NAME = "schemuse.stored.copy";

    @TempDir
    private Path folder;

    private TestDatabase live;

    @BeforeEach
    void make() {
        live = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        live.close();
        System.clearProperty(NAME);
    }

    @Test
    void aPropertyThatTheChangelogReadsHasAnotherValue() throws Exception {
        Path file = write(
                "main.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE ${" + NAME + "} (id int);\n");
        System.setProperty(NAME, "one");
        migrate(read(file, null));
        assertThat(drift(read(file, null)).copy()).isEqualTo(DriftReport.Copy.MADE);
        assertThat(drift(read(file, null)).copy()).isEqualTo(DriftReport.Copy.STORED);

        System.setProperty(NAME, "two");
        execute("ALTER TABLE one RENAME TO two");
        DriftReport report = drift(read(file, null));
        assertThat(report.differences()).isEmpty();
        assertThat(report.copy()).isEqualTo(DriftReport.Copy.MADE);
    }

    @Test
    void aFileOfAContextThatIsNotChosenChanged() throws Exception {
        write("body.sql", "CREATE TABLE one (id int);");
        Path file = write(
                "main.yaml",
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, context: test, validCheckSum: [ANY], changes:"
                        + " [sqlFile: {path: body.sql}]}\n");
        migrate(read(file, "test"));
        assertThat(drift(read(file, "prod")).copy()).isEqualTo(DriftReport.Copy.MADE);
        assertThat(drift(read(file, "prod")).copy()).isEqualTo(DriftReport.Copy.STORED);

        write("body.sql", "CREATE TABLE two (id int);");
        execute("ALTER TABLE one RENAME TO two");
        DriftReport report = drift(read(file, "prod"));
        assertThat(report.differences()).isEmpty();
        assertThat(report.copy()).isEqualTo(DriftReport.Copy.MADE);
    }

    private DriftReport drift(Catalog catalog) {
        try (TestDatabase scratch = TestDatabase.empty()) {
            return Drift.of(
                    live.dataSource(),
                    new Installation(catalog, "public", ChangesetFilter.standard()),
                    Drift.Location.at(scratch.dataSource()),
                    StoredCopies.in(folder.resolve("stored")));
        }
    }

    private void migrate(Catalog catalog) {
        Schema.of(live.dataSource(), catalog, "public").migrate(MigrationRequest.defaults());
    }

    private static Catalog read(Path file, String contexts) {
        return ChangelogReader.readAs(
                file, new Reading(null, contexts, null, Map.of(), List.of(), LedgerTables.standard()));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
