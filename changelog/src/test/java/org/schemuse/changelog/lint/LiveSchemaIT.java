package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.source.LiveSchema;
import org.schemuse.testsupport.TestDatabase;

/** The database says what is applied already, and how big its tables are. */
class LiveSchemaIT {
    @TempDir
    private Path folder;

    @Test
    void pendingChangesetsAreWeighedByTheSizeOfTheTablesThatAreThere() throws SQLException, IOException {
        Path changelog = Files.writeString(folder.resolve("shop.sql"), """
                --liquibase formatted sql logicalFilePath:shop.sql
                --changeset shop:1
                CREATE TABLE small (id integer PRIMARY KEY, note text);
                CREATE TABLE big (id integer PRIMARY KEY, note text);
                --rollback empty
                --changeset shop:2
                CREATE INDEX small_note_idx ON small (note);
                CREATE INDEX big_note_idx ON big (note);
                CREATE INDEX gone_note_idx ON gone (note);
                ALTER TABLE small DROP COLUMN note;
                --rollback empty
                """);
        Lint lint = Lint.of(List.of(changelog), null);
        assertThat(lint.report().findings()).extracting(LintFinding::rule).contains("prefer-bigint");
        try (TestDatabase database = TestDatabase.empty()) {
            assertThat(lint.report(LiveSchema.read(database.dataSource(), "Our shop", LedgerTables.standard()))
                            .changesetCount())
                    .as("a schema that is not there has applied nothing")
                    .isEqualTo(2);
            fill(database);

            LintReport report =
                    lint.report(LiveSchema.read(database.dataSource(), "Our shop", LedgerTables.standard()));

            assertThat(report.changesetCount()).isEqualTo(1);
            assertThat(report.findings())
                    .extracting(LintFinding::rule, LintFinding::severity, LintFinding::table)
                    .containsExactly(
                            tuple("index-not-concurrent", Severity.INFO, "small"),
                            tuple("index-not-concurrent", Severity.ERROR, "big"),
                            tuple("index-not-concurrent", Severity.ERROR, "gone"),
                            tuple("drop-column", Severity.ERROR, "small"));
            assertThat(report.findings().get(1).text()).contains("(big: about 1,500 rows, ");
            assertThat(report.findings().get(0).text()).contains(", never analysed)");
            assertThat(report.findings().get(2).size()).isNull();
        }
    }

    @Test
    void theLedgerMayHaveOtherNamesAndAnotherSchema() throws SQLException, IOException {
        Path changelog = Files.writeString(folder.resolve("shop.sql"), """
                --liquibase formatted sql logicalFilePath:shop.sql
                --changeset shop:1
                DROP TABLE coupons;
                --rollback empty
                """);
        Lint lint = Lint.of(List.of(changelog), null);
        try (TestDatabase database = TestDatabase.empty()) {
            fill(database);
            try (Connection connection = database.dataSource().getConnection();
                    Statement sql = connection.createStatement()) {
                sql.execute("CREATE SCHEMA books");
                sql.execute("ALTER TABLE \"Our shop\".databasechangelog SET SCHEMA books");
                sql.execute("ALTER TABLE books.databasechangelog RENAME TO \"Applied\"");
                sql.execute("UPDATE books.\"Applied\" SET filename = 'classpath:' || filename");
            }
            LedgerTables elsewhere = new LedgerTables("books", "Applied", "lock");
            assertThat(lint.report(LiveSchema.read(database.dataSource(), "Our shop", LedgerTables.standard()))
                            .findings())
                    .extracting(LintFinding::rule)
                    .containsExactly("drop-table");
            assertThat(lint.report(LiveSchema.read(database.dataSource(), "Our shop", elsewhere))
                            .findings())
                    .isEmpty();
        }
    }

    @Test
    void newTablesAreReportedWhereDefaultPrivilegesOpenThemToEveryone() throws SQLException, IOException {
        Path changelog = Files.writeString(folder.resolve("shop.sql"), """
                --liquibase formatted sql logicalFilePath:shop.sql
                --changeset shop:1
                CREATE TABLE coupons (id bigint PRIMARY KEY);
                COMMENT ON TABLE coupons IS 'Coupons.';
                --rollback empty
                """);
        Lint lint = Lint.of(List.of(changelog), null);
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            assertThat(lint.report(LiveSchema.read(database.dataSource(), "public", LedgerTables.standard()))
                            .findings())
                    .isEmpty();
            sql.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC, pg_monitor");
            assertThat(lint.report(LiveSchema.read(database.dataSource(), "public", LedgerTables.standard()))
                            .findings())
                    .extracting(LintFinding::rule, LintFinding::message)
                    .containsExactly(tuple("api-role-default-privileges", "default privileges open coupons to PUBLIC"));
        }
    }

    private static void fill(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA \"Our shop\"");
            sql.execute("SET search_path TO \"Our shop\"");
            sql.execute("CREATE TABLE databasechangelog (id text, author text, filename text)");
            sql.execute("INSERT INTO databasechangelog VALUES ('1', 'shop', 'shop.sql'), ('2', 'shop', 'other.sql')");
            sql.execute("CREATE TABLE small (id int, note text)");
            sql.execute("CREATE TABLE big (id int, note text)");
            sql.execute("ALTER TABLE big ALTER note SET STORAGE PLAIN");
            sql.execute("INSERT INTO big SELECT i, repeat('x', 7900) FROM generate_series(1, 1500) i");
            sql.execute("ANALYZE big");
        }
    }
}
