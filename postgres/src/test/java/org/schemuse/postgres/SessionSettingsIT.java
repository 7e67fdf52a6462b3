package org.schemuse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.TestDatabase;

/** SHOW judges, in a database whose defaults are those of an application. */
class SessionSettingsIT {
    private static final TestDatabase DATABASE = TestDatabase.empty();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static String show(Connection connection, String name) throws SQLException {
        return Sql.texts(connection, "SHOW " + name).get(0);
    }

    @Test
    void limitsOfTheDatabaseAreLiftedAndTheRestIsSet() throws SQLException {
        for (String limit :
                new String[] {"statement_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout"}) {
            DATABASE.execute("ALTER DATABASE \"" + DATABASE.name() + "\" SET " + limit + " TO '7s'");
        }
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            assertThat(show(connection, "statement_timeout")).isEqualTo("7s");
            SessionSettings.withoutTimeLimits()
                    .with("lock_timeout", "60s")
                    .with("a_setting_of_a_newer_server", "x")
                    .with("application_name", "it's \\ \"mine\"")
                    .apply(connection);
            assertThat(show(connection, "statement_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_session_timeout")).isEqualTo("0");
            assertThat(show(connection, "idle_in_transaction_session_timeout")).isEqualTo("0");
            assertThat(show(connection, "lock_timeout")).isEqualTo("1min");
            assertThat(show(connection, "application_name")).isEqualTo("it's \\ \"mine\"");
            int version = Integer.parseInt(show(connection, "server_version_num"));
            assertThat(Sql.hasRow(
                            connection, "SELECT FROM pg_settings WHERE name = 'transaction_timeout' AND setting = '0'"))
                    .isEqualTo(version >= 170000);
        }
    }

    @Test
    void whoeverOnlyReadsKeepsTheLimitOnStatements() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            Sql.execute(connection, "SET statement_timeout TO '9s'");
            Sql.execute(connection, "SET idle_session_timeout TO '9s'");
            SessionSettings.withoutIdleLimits().apply(connection);
            assertThat(show(connection, "statement_timeout")).isEqualTo("9s");
            assertThat(show(connection, "idle_session_timeout")).isEqualTo("0");
        }
    }

    @Test
    void theServerLooksForLostClientsWhereItCan() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            SessionSettings.noticingLostClients().apply(connection);
            boolean linux = Sql.isTrue(connection, "SELECT version() LIKE '%linux%'");
            assertThat(show(connection, "client_connection_check_interval")).isEqualTo(linux ? "1s" : "0");
            if (linux) {
                assertThat(show(connection, "tcp_keepalives_idle")).isEqualTo("30");
                assertThat(show(connection, "tcp_keepalives_interval")).isEqualTo("10");
                assertThat(show(connection, "tcp_keepalives_count")).isEqualTo("3");
            }
        }
    }

    @Test
    void aValueThatTheServerRefusesSetsNothing() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            String before = show(connection, "lock_timeout");
            SessionSettings settings = SessionSettings.withoutTimeLimits()
                    .with("lock_timeout", "5s")
                    .with("row_security", "perhaps");
            assertThatThrownBy(() -> settings.apply(connection)).isInstanceOf(SQLException.class);
            assertThat(show(connection, "lock_timeout")).isEqualTo(before);
        }
    }

    @Test
    void namesWithoutASchemaMeanTheSchemaFirst() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            String schema = "odd \"schema\", public";
            Sql.execute(connection, "CREATE SCHEMA " + Quoting.identifier(schema));
            Sql.execute(connection, SessionSettings.searchPath(schema));
            assertThat(Sql.texts(connection, "SELECT current_schema()")).containsExactly(schema);
            Sql.execute(connection, "CREATE TEMPORARY TABLE t (a int)");
            Sql.execute(connection, "CREATE TABLE " + Quoting.qualified(schema, "t") + " (b int)");
            assertThat(Sql.texts(
                            connection,
                            "SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"))
                    .containsExactly("b");
        }
    }
}
