package org.schemuse.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.schemuse.testsupport.TestDatabase;

@MigratedDatabase("promptpal")
class MigratedDatabaseIT {
    private String nameBefore;

    @BeforeEach
    void remember(TestDatabase database) {
        nameBefore = database.name();
    }

    @AfterEach
    void itIsTheSameFromBeginningToEnd(TestDatabase database) {
        assertThat(database.name()).isEqualTo(nameBefore);
    }

    @Test
    void whatOneTestWrites(DataSource database) throws SQLException {
        assertThat(count(database, "auth_users")).isEqualTo("0");
        execute(database, "INSERT INTO auth_users DEFAULT VALUES");
    }

    @Test
    void noOtherTestReads(DataSource database) throws SQLException {
        whatOneTestWrites(database);
    }

    @Test
    @MigratedDatabase(value = "promptpal", schema = "Other place")
    void aMethodHasTheLastWord(DataSource database) throws SQLException {
        assertThat(text(database, "SELECT current_schema()")).isEqualTo("Other place");
        assertThat(count(database, "folders")).isEqualTo("0");
    }

    @Nested
    class Inside {
        @Test
        void aClassInsideHasTheSameCatalog(DataSource database) throws SQLException {
            assertThat(count(database, "prompts")).isEqualTo("0");
        }
    }

    @Test
    void whatBeforeAllAsksForServesTheWholeClass() {
        Shared.NAMES.clear();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Shared.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(2));
        assertThat(Shared.NAMES).hasSize(2).containsOnly(Shared.NAMES.get(0));
    }

    @Test
    void theDatabaseIsDroppedBehindTheTest(TestDatabase mine) throws SQLException {
        Shared.NAMES.clear();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Shared.class))
                .execute();
        assertThat(text(
                        mine.dataSource(),
                        "SELECT count(*) FROM pg_database WHERE datname = '" + Shared.NAMES.get(0) + "'"))
                .isEqualTo("0");
    }

    @Test
    void aCatalogThatIsMissingIsNamed() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Misspelt.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(m -> m.contains(
                                "@MigratedDatabase(\"promtpal\"): there is no such catalog, expected one of"))));
    }

    /** Run by the tests above only: its name is no test's. */
    @MigratedDatabase("promptpal")
    static class Shared {
        static final List<String> NAMES = new ArrayList<>();

        @BeforeAll
        static void ask(TestDatabase database) {
            assertThat(database.name()).startsWith("shared");
        }

        @Test
        void one(TestDatabase database) {
            NAMES.add(database.name());
        }

        @Test
        void other(TestDatabase database) {
            NAMES.add(database.name());
        }
    }

    /** Run by a test above only. */
    @MigratedDatabase("promtpal")
    static class Misspelt {
        @Test
        void fails(DataSource database) {
            assertThat(database).isNull();
        }
    }

    private static String count(DataSource database, String table) throws SQLException {
        return text(database, "SELECT count(*) FROM " + table);
    }

    private static String text(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
