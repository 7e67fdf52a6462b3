package org.schemuse.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestDatabaseIT {

    @Test
    void changesInOneCloneAreSeenNeitherInAnotherNorInTheTemplate() throws Exception {
        TestDatabase.Preparation harbour = source -> execute(source, "CREATE TABLE ship(name text)");
        try (TestDatabase one = TestDatabase.cloneOf("isolation", harbour);
                TestDatabase other = TestDatabase.cloneOf("isolation", harbour)) {
            execute(one.dataSource(), "INSERT INTO ship VALUES ('Erebus')");

            assertThat(query(one.dataSource(), "SELECT count(*) FROM ship")).isEqualTo("1");
            assertThat(query(other.dataSource(), "SELECT count(*) FROM ship")).isEqualTo("0");
            try (TestDatabase later = TestDatabase.cloneOf("isolation", harbour)) {
                assertThat(query(later.dataSource(), "SELECT count(*) FROM ship"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void aTemplateIsPreparedOnceForEachName() {
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            TestDatabase.cloneOf("once", source -> runs.incrementAndGet()).close();
        }
        assertThat(runs).hasValue(1);

        TestDatabase.cloneOf("once more", source -> runs.incrementAndGet()).close();
        assertThat(runs).hasValue(2);
    }

    @Test
    void aTemplateWhosePreparationFailedIsPreparedAgain() throws Exception {
        assertThatThrownBy(() -> TestDatabase.cloneOf("failing", source -> execute(source, "SELECT 1/0")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("template failing")
                .hasMessageContaining("division by zero");

        try (TestDatabase database =
                TestDatabase.cloneOf("failing", source -> execute(source, "CREATE TABLE ship(name text)"))) {
            assertThat(query(database.dataSource(), "SELECT count(*) FROM ship"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aPreparationThatLeavesItsConnectionOpenDoesNotBlockTheClones() throws Exception {
        Connection[] left = new Connection[1];
        try (TestDatabase database = TestDatabase.cloneOf("left open", source -> left[0] = source.getConnection())) {
            assertThat(query(database.dataSource(), "SELECT 1")).isEqualTo("1");
        } finally {
            left[0].close();
        }
    }

    @Test
    void databasesOfOneClassBearItsNameAndANumber() {
        try (TestDatabase one = TestDatabase.empty();
                TestDatabase other = TestDatabase.empty()) {
            assertThat(one.name()).startsWith("test_database_it");
            assertThat(other.name()).startsWith("test_database_it").isNotEqualTo(one.name());
            assertThat(one.url()).isEqualTo("jdbc:postgresql://" + one.host() + ":" + one.port() + "/" + one.name());
        }
    }

    @Test
    void closingDropsTheDatabaseThoughSomebodyIsConnected() throws Exception {
        try (TestDatabase other = TestDatabase.empty()) {
            TestDatabase database = TestDatabase.empty();
            try (Connection open = database.dataSource().getConnection()) {
                database.close();
                assertThat(open.isValid(5)).isFalse();
            }
            assertThat(query(
                            other.dataSource(),
                            "SELECT count(*) FROM pg_database WHERE datname = '" + database.name() + "'"))
                    .isEqualTo("0");
        }
    }

    @Tag("every-server")
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void eachEmbeddedMajorAnswersWithItsVersion(int major) throws Exception {
        try (TestDatabase database = TestServer.embedded(major).empty()) {
            assertThat(query(database.dataSource(), "SHOW server_version_num")).startsWith(String.valueOf(major));
            assertThat(database.serverMajorVersion()).isEqualTo(major);
            assertThat(TestServer.embedded(major).description())
                    .startsWith("PostgreSQL " + major + ".")
                    .endsWith(" (embedded)");
        }
    }

    @Test
    void theSuperuserIsOneAndTheChosenServerSaysItsVersion() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            assertThat(query(database.dataSource(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("t");
            assertThat(query(database.dataSource(), "SHOW server_version_num"))
                    .startsWith(String.valueOf(database.serverMajorVersion()));
        }
    }

    /** So that a test of a wrong password means the same on each kind of server. */
    @Test
    void passwordsAreChecked() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            execute(database.dataSource(), "CREATE ROLE test_support_keeper LOGIN PASSWORD 'right'");
            try {
                assertThat(query(database.dataSource("test_support_keeper", "right"), "SELECT current_user"))
                        .isEqualTo("test_support_keeper");
                assertThatThrownBy(() -> database.dataSource("test_support_keeper", "wrong")
                                .getConnection())
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            } finally {
                execute(database.dataSource(), "DROP ROLE test_support_keeper");
            }
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
