package org.schemuse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.testsupport.TestDatabase;

/** PL/pgSQL knows conditions by the names of the manual, and gives each its SQLSTATE. */
class SqlStateIT {
    private static final TestDatabase DATABASE = TestDatabase.empty();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static SQLException refused(String... statements) {
        return catchThrowableOfType(SQLException.class, () -> DATABASE.execute(statements));
    }

    @ParameterizedTest
    @CsvSource({
        "lock_not_available, LOCK_NOT_AVAILABLE, true",
        "query_canceled, CANCELLED, true",
        "connection_failure, UNREACHABLE, true",
        "too_many_connections, UNREACHABLE, true",
        "operator_intervention, OPERATOR_INTERVENTION, true",
        "deadlock_detected, TRANSACTION_ROLLBACK, true",
        "serialization_failure, TRANSACTION_ROLLBACK, true",
        "out_of_memory, OUT_OF_MEMORY, true",
        "disk_full, DISK_FULL, false",
        "read_only_sql_transaction, READ_ONLY, false",
        "active_sql_transaction, ACTIVE_TRANSACTION, false",
        "in_failed_sql_transaction, FAILED_TRANSACTION, false",
        "insufficient_privilege, INSUFFICIENT_PRIVILEGE, false",
        "duplicate_table, DUPLICATE_TABLE, false",
        "invalid_password, LOGIN_REFUSED, false",
        "invalid_catalog_name, NO_SUCH_DATABASE, false",
        "not_null_violation, ROW_REFUSED, false",
        "check_violation, ROW_REFUSED, false",
        "unique_violation, CONSTRAINT_VIOLATED, false",
        "foreign_key_violation, CONSTRAINT_VIOLATED, false",
        "numeric_value_out_of_range, DATA_REFUSED, false",
        "undefined_table, OTHER, false",
        "feature_not_supported, OTHER, false"
    })
    void aConditionHasTheNameOfTheManual(String condition, SqlState state, boolean passing) {
        SQLException e = refused("DO $$ BEGIN RAISE " + condition + "; END $$");
        assertThat(SqlState.of(e)).isEqualTo(state);
        assertThat(state.isPassing()).isEqualTo(passing);
    }

    @ParameterizedTest
    @CsvSource({
        "57P01, UNREACHABLE",
        "57P03, UNREACHABLE",
        "08006, UNREACHABLE",
        "57000, OPERATOR_INTERVENTION",
        "530, OTHER"
    })
    void aClassHoldsForItsCodes(String code, SqlState state) {
        assertThat(SqlState.of(new SQLException("", code))).isEqualTo(state);
        assertThat(SqlState.of(new SQLException(""))).isEqualTo(SqlState.OTHER);
    }

    @Test
    void noMessageHoldsARowThatAConstraintRefused() throws SQLException {
        DATABASE.execute("CREATE TABLE t (a text CHECK (a <> 'potrzebie'), b int NOT NULL)");
        for (String row : new String[] {"('potrzebie', 1)", "('secret potrzebie', NULL)"}) {
            SQLException e = refused("INSERT INTO t VALUES " + row);
            assertThat(e.getMessage()).contains("potrzebie");
            assertThat(ServerMessage.full(e))
                    .startsWith("ERROR: ")
                    .contains("\"t\"")
                    .doesNotContain("potrzebie");
            assertThat(ServerMessage.brief(e)).contains("\"t\"").doesNotContain("potrzebie");
        }
    }

    @Test
    void aMessageIsOneLineWithItsHint() throws SQLException {
        SQLException e = refused(
                "DO $$ BEGIN RAISE EXCEPTION E'two\\nlines' USING HINT = 'a hint', DETAIL = 'a detail'; END $$");
        assertThat(ServerMessage.brief(e)).isEqualTo("two lines. a hint");
        assertThat(ServerMessage.full(e)).startsWith("ERROR: two; lines; Detail: a detail; Hint: a hint");
        assertThat(ServerMessage.full(new SQLException((String) null))).isEqualTo("java.sql.SQLException");
    }

    @Test
    void adviceIsForTheConditionThatTheServerReports() throws SQLException {
        DATABASE.execute("CREATE ROLE plain LOGIN PASSWORD 'p'");
        try (Connection plain = DATABASE.dataSource("plain", "p").getConnection()) {
            SQLException e = catchThrowableOfType(SQLException.class, () -> Sql.execute(plain, "CREATE ROLE another"));
            assertThat(Advice.general().about(e, ": ")).isEqualTo(": ask the owner or a superuser for the privilege");
            assertThat(Advice.toRunAgain("import")
                            .on(SqlState.INSUFFICIENT_PRIVILEGE, "connect as the owner")
                            .about(e, "; "))
                    .isEqualTo("; connect as the owner");
        }
        DATABASE.execute("DROP ROLE plain");
        SQLException cancelled = refused("SET statement_timeout TO 50", "SELECT pg_sleep(60)");
        assertThat(Advice.general().about(cancelled, "; ")).isEmpty();
        assertThat(Advice.toRunAgain("undo").about(cancelled, "; ")).endsWith(": run undo again");
    }
}
