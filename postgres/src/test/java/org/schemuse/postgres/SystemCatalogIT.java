package org.schemuse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.TestDatabase;

/** information_schema, which the SQL standard defines, judges what is read of pg_catalog. */
class SystemCatalogIT {
    private static final TestDatabase DATABASE = TestDatabase.empty();

    @BeforeAll
    static void create() throws SQLException {
        DATABASE.execute(
                "CREATE SCHEMA s",
                "CREATE SCHEMA hollow",
                "CREATE TABLE s.\"Z 'odd'\" (a int PRIMARY KEY)",
                "CREATE TABLE s.parted (a int) PARTITION BY RANGE (a)",
                "CREATE TABLE s.part PARTITION OF s.parted DEFAULT",
                "CREATE VIEW s.v AS SELECT 1 AS one",
                "CREATE SEQUENCE s.q");
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void relationsAreThoseOfTheInformationSchema() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            assertThat(SystemCatalog.relations(connection, "s"))
                    .containsExactlyElementsOf(Sql.texts(
                            connection,
                            "SELECT table_name::name COLLATE \"C\" FROM information_schema.tables WHERE table_schema = ? ORDER BY 1",
                            "s"));
            assertThat(SystemCatalog.tables(connection, "s")).containsExactly("Z 'odd'", "parted");
            assertThat(SystemCatalog.relations(connection, "missing")).isEmpty();
            assertThat(SystemCatalog.hasRelation(connection, "s", "q")).isTrue();
            assertThat(SystemCatalog.hasRelation(connection, "public", "v")).isFalse();
            assertThat(SystemCatalog.hasSchema(connection, "hollow")).isTrue();
            assertThat(SystemCatalog.hasSchema(connection, "missing")).isFalse();
        }
    }

    @Test
    void anEmptySchemaIsOneThatCanBeDropped() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            assertThat(Sql.isTrue(connection, "SELECT " + SystemCatalog.isEmptySchema("hollow")))
                    .isTrue();
            assertThat(Sql.isTrue(connection, "SELECT " + SystemCatalog.isEmptySchema("s")))
                    .isFalse();
            assertThatThrownBy(() -> Sql.execute(connection, "DROP SCHEMA s RESTRICT"))
                    .isInstanceOf(SQLException.class);
            Sql.execute(connection, "DROP SCHEMA hollow RESTRICT");
            Sql.execute(connection, "CREATE SCHEMA hollow");
        }
    }

    @Test
    void parametersAreTextsNumbersTimesArraysAndNull() throws SQLException {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-29T10:00:00Z");
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            assertThat(Sql.first(
                            connection,
                            "SELECT ?::text IS NULL, ? = ANY (?), ?::timestamptz = '2026-11-29 11:00+01', ? + 1",
                            row -> row.getBoolean(1) && row.getBoolean(2) && row.getBoolean(3) && row.getInt(4) == 42,
                            null,
                            "it's",
                            new String[] {"a", "it's"},
                            time,
                            41))
                    .contains(true);
            assertThat(Sql.first(connection, "SELECT 1 WHERE false", row -> row.getInt(1)))
                    .isEmpty();
            assertThat(Sql.isTrue(connection, "SELECT NULL::boolean")).isFalse();
            Sql.execute(connection, "CREATE TEMPORARY TABLE three AS SELECT generate_series(1, 3) AS n");
            assertThat(Sql.update(connection, "UPDATE three SET n = n + ? WHERE n > ?", 10, 1))
                    .isEqualTo(2);
            assertThat(Sql.texts(connection, "SELECT n FROM three ORDER BY n")).containsExactly("1", "12", "13");
        }
    }
}
