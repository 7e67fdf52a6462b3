package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** A scratch database goes, also one that a killed process left; nothing of anybody else's does. */
class ScratchDatabaseIT {
    private static final String LEFT = "schemuse_scratch_00000000dead";
    private static final String UNMARKED = "schemuse_scratch_00000000beef";
    private static final String FOREIGN = "schemuse_scratch_00000000cafe";
    private static final String KEPT = "schemuse_scratch_00000000feed";
    private static final String NAMED = "schemuse_scratch_of_mine";
    private static final String OTHER = "other_of_scratch_database_it";

    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void clean() throws SQLException {
        drop();
        database.execute("CREATE ROLE " + OTHER);
    }

    @AfterEach
    void drop() throws SQLException {
        for (String name : List.of(LEFT, UNMARKED, FOREIGN, KEPT, NAMED)) {
            database.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
        database.execute("DROP ROLE IF EXISTS " + OTHER);
    }

    @Test
    void isThereUntilItIsClosedWhoeverIsConnected() throws SQLException {
        ScratchDatabase scratch = ScratchDatabase.on(database.dataSource(), this::named);
        try (Connection inside = scratch.dataSource().getConnection()) {
            assertThat(databases()).contains(scratch.name());
            scratch.close();
            assertThat(databases()).doesNotContain(scratch.name());
            assertThatThrownBy(() -> inside.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
        scratch.close();
    }

    @Test
    void isDroppedThoughItsConnectionWasLost() throws SQLException {
        ScratchDatabase scratch = ScratchDatabase.on(database.dataSource(), this::named);
        database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                + scratch.name() + "'");
        scratch.close();
        assertThat(databases()).doesNotContain(scratch.name());
    }

    /** A session without such care, of the same database, shows when the server ends the idle ones. */
    @Test
    void isKeptWhereTheServerEndsIdleSessions() throws Exception {
        database.execute("ALTER DATABASE \"" + database.name() + "\" SET idle_session_timeout TO '300ms'");
        try (ScratchDatabase scratch = ScratchDatabase.on(database.dataSource(), this::named);
                Connection idle = database.dataSource().getConnection()) {
            idle.createStatement().execute("SET application_name TO 'idle_of_scratch_database_it'");
            Await.until("the server ends an idle session", () -> sessions("idle_of_scratch_database_it") == 0);

            assertThat(sessions(scratch.name())).isEqualTo(1);
        }
    }

    private long sessions(String application) throws SQLException {
        return database.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + application + "'");
    }

    @Test
    void everythingThatFailsIsSaid() throws SQLException {
        database.execute("ALTER ROLE " + OTHER + " LOGIN CREATEDB PASSWORD 'of scratch'");
        ScratchDatabase scratch = ScratchDatabase.on(ofOther("postgres"), this::ofOther);
        database.execute("ALTER ROLE " + OTHER + " NOLOGIN");
        database.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = '"
                + scratch.name() + "'");
        try {
            assertThatThrownBy(scratch::close)
                    .hasMessageContaining("is not permitted to log in")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("terminating connection due to administrator command"));
        } finally {
            database.execute("DROP DATABASE " + scratch.name() + " WITH (FORCE)");
        }
    }

    @Test
    void theNextOneDropsWhatAKilledProcessLeftAndNothingElse() throws SQLException {
        String marked = " CONNECTION LIMIT 20130617";
        database.execute("CREATE DATABASE " + UNMARKED);
        database.execute("CREATE DATABASE " + FOREIGN + " OWNER " + OTHER + marked);
        database.execute("CREATE DATABASE " + NAMED + marked);
        try (Connection keeper = database.dataSource().getConnection();
                ScratchDatabase running = ScratchDatabase.on(database.dataSource(), this::named)) {
            keeper.createStatement().execute("SET application_name TO '" + KEPT + "'");
            database.execute("CREATE DATABASE " + KEPT + marked);
            database.execute("CREATE DATABASE " + LEFT + marked);
            try (ScratchDatabase next = ScratchDatabase.on(database.dataSource(), this::named)) {
                assertThat(databases())
                        .doesNotContain(LEFT)
                        .contains(UNMARKED, FOREIGN, KEPT, NAMED, running.name(), next.name());
            }
            assertThat(databases()).contains(running.name());
        }
        try (Connection inside = named(KEPT).getConnection();
                ScratchDatabase next = ScratchDatabase.on(database.dataSource(), this::named)) {
            assertThat(inside.isValid(5)).isTrue();
            assertThat(databases()).contains(KEPT, next.name());
        }
    }

    private DataSource ofOther(String name) {
        PGSimpleDataSource source = (PGSimpleDataSource) named(name);
        source.setUser(OTHER);
        source.setPassword("of scratch");
        return source;
    }

    private DataSource named(String name) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setDatabaseName(name);
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    private List<String> databases() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                var rows = connection.createStatement().executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
