package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.Gate;

/** The session of a run: what changesets do to it, what a role limits, and that it may be lost. */
@Tag("once")
class SessionIT extends BesideASession {
    private static final Duration LOCK = Duration.ofSeconds(7);

    @Test
    void aRollbackDropsNothingOutsideOfItsSchema() throws Exception {
        database.execute("CREATE TABLE public.kept (mine int)");
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE kept (id int);
                --rollback DROP TABLE kept;
                --changeset x:2
                CREATE TABLE two (id int);
                --rollback DROP TABLE two; SET search_path TO public;
                """);
        schema.migrate(request());
        assertThat(schema.executeAndRollBack(RollbackRequest.everything()).rolledBackIds())
                .hasSize(2);
        schema.rollback(RollbackRequest.everything());
        assertThat(
                        database.text(
                                "SELECT string_agg(schemaname || '.' || tablename, ' ') FROM pg_tables WHERE tablename = 'kept'"))
                .isEqualTo("public.kept");
    }

    @Test
    void aChangesetThatLeavesTheSchemaDoesNotTakeTheOthersAlong() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                SET search_path TO public;
                --changeset x:2
                CREATE TABLE after_set (id int);
                --changeset x:3
                SELECT set_config('search_path', '', false);
                --changeset x:4
                CREATE TABLE after_none (id int);
                --changeset x:5 runInTransaction:false
                RESET ALL
                --changeset x:6 runInTransaction:false
                CREATE TABLE after_reset (id int);
                """);
        schema.migrate(request());
        assertThat(database.text(
                        "SELECT string_agg(schemaname || '.' || tablename, ' ' ORDER BY tablename) FROM pg_tables"
                                + " WHERE tablename LIKE 'after%'"))
                .isEqualTo("s.after_none s.after_reset s.after_set");
    }

    @Test
    void aChangesetThatDiscardsTheSessionGivesNeitherTheLockNorTheLimitsAway() throws Exception {
        Schema schema = schema("""
                --changeset x:1 runInTransaction:false
                DISCARD ALL
                --changeset x:2
                CREATE TABLE seen AS SELECT current_setting('lock_timeout') || ' ' || current_setting('TimeZone') || ' '
                    || current_schemas(false)::text || ' ' || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
                    AND pid = pg_backend_pid() AND objid = (hashtext('s')::bigint & 4294967295)::oid) AS what;
                """);
        schema.migrate(request());
        assertThat(database.text("SELECT what FROM s.seen")).isEqualTo("7s UTC {s} 1");
    }

    @Test
    void limitsOfTheRoleForIdleSessionsDoNotHold() throws Exception {
        database.execute(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = 600000', current_database());"
                        + " EXECUTE format('ALTER DATABASE %I SET idle_session_timeout = 600000', current_database()); END $$");
        database.execute("CREATE TABLE public.seen (direction text, limits text)");
        String seen = "current_setting('idle_in_transaction_session_timeout') || ' '"
                + " || current_setting('idle_session_timeout');\n";
        Schema schema = schema("--changeset x:1\nINSERT INTO public.seen SELECT 'up', " + seen
                + "--rollback INSERT INTO public.seen SELECT 'down', " + seen);
        schema.migrate(request());
        schema.rollback(RollbackRequest.everything());
        assertThat(database.text("SELECT string_agg(direction || ' ' || limits, ', ') FROM public.seen"))
                .isEqualTo("up 0 0, down 0 0");
    }

    @Test
    void aLostConnectionTellsWhatIsAppliedAndHowToGoOn() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE ran (id int);
                --rollback DROP TABLE ran;
                --changeset x:2
                INSERT INTO ran SELECT 2 FROM pg_advisory_xact_lock(4713);
                --rollback DELETE FROM ran WHERE id IN (SELECT 2 FROM pg_advisory_xact_lock(4713));
                --changeset x:3
                INSERT INTO ran VALUES (3);
                --rollback DELETE FROM ran WHERE id = 3;
                """);
        assertLost(() -> schema.migrate(request()))
                .hasMessageMatching("schema \"s\": the connection to the server was lost during changeset 2"
                        + " \\(changelog.sql\\): .*administrator command.*; 1 of 3 changesets are applied and stay: once the"
                        + " server answers, run the same command again");
        assertThat(schema.migrate(request()).appliedIds()).containsExactly("2", "3");
        assertThat(database.text("SELECT string_agg(id::text, ' ') FROM s.ran")).isEqualTo("2 3");

        assertLost(() -> schema.rollback(RollbackRequest.everything()))
                .hasMessageContaining("lost during changeset 2 (changelog.sql)")
                .hasMessageContaining("2 of 3 changesets are applied and stay")
                .hasMessageContaining("roll back until 0 changesets are left");
        schema.rollback(RollbackRequest.everything());
        assertThat(database.text("SELECT count(*)::text FROM pg_tables WHERE tablename = 'ran'"))
                .isEqualTo("0");
    }

    @Test
    void outsideOfATransactionALostConnectionSaysThatTheServerMayGoOn() throws Exception {
        Schema schema = schema("""
                --changeset x:1 runInTransaction:false
                SELECT pg_advisory_lock(4713);
                """);
        assertLost(() -> schema.migrate(request()))
                .hasMessageContaining("0 of 1 changesets are applied")
                .hasMessageContaining("the server may still be at work on it");
    }

    /** As behind a connection pooler in transaction mode, where another session of the server may answer at any time. */
    @Test
    void tagsAndAdoptionsAreNotEnteredInAnotherSchema() throws Exception {
        Catalog catalog = catalog("--changeset x:1\nCREATE TABLE one (id int);\n");
        Schema.of(database.dataSource(), catalog, "s").migrate(request());
        database.execute("CREATE SCHEMA adopted");
        DataSource pooler = connections(
                (connection, method) -> {
                    // Liquibase asks that, after the session was prepared.
                    if (method.equals("getMetaData")) {
                        connection.createStatement().execute("SET search_path TO public");
                    }
                },
                database.dataSource()::getConnection);
        String elsewhere = "the session is in schema \"public\", expected ";

        assertThatThrownBy(() -> Schema.of(pooler, catalog, "s").tag("here"))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining(elsewhere + "\"s\", as behind a connection pooler");
        assertThatThrownBy(() -> LedgerMaintenance.of(pooler, catalog, "adopted", ChangesetFilter.standard())
                        .markApplied(catalog.changesets()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining(elsewhere + "\"adopted\", as behind a connection pooler");

        assertThat(database.text(
                        "SELECT string_agg(schemaname, ' ') FROM pg_tables WHERE tablename = 'databasechangelog'"))
                .isEqualTo("s");
        assertThat(database.text("SELECT count(tag)::text FROM s.databasechangelog"))
                .isEqualTo("0");
    }

    @Test
    void aServerThatStaysAwaySaysWhyAndThatTheLedgerCouldNotBeRead() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setURL("jdbc:postgresql://127.0.0.1:1/none");
        assertThat(lostWith(nowhere::getConnection))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("lost during changeset 2")
                .hasMessageContaining("; how many of the 2 changesets are applied is not known (the database cannot be"
                        + " reached: Connection to 127.0.0.1:1 refused")
                .hasMessageEndingWith(": once the server answers, run the same command again");
        assertThat(lostWith(() -> {
                    throw new IllegalArgumentException("Cannot connect: no password.");
                }))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("is not known (the database cannot be reached: Cannot connect: no password.)");
    }

    /** It is not taken for a server that does not answer, and what was before it is kept. */
    @Test
    void aBugWhileTheLedgerIsReadAgainIsReported() throws Exception {
        DataSource broken = connections(
                (connection, method) -> {
                    throw new IllegalStateException("a bug");
                },
                database.dataSource()::getConnection);
        assertThat(lostWith(broken::getConnection))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug")
                .satisfies(bug -> assertThat(bug.getSuppressed())
                        .anySatisfy(before -> assertThat(before).isInstanceOf(ChangelogFailure.class)));
    }

    /** What a migration throws whose connection is lost, and which gets its next ones from here. */
    private Throwable lostWith(Connections next) throws Exception {
        AtomicBoolean gone = new AtomicBoolean();
        DataSource source = connections(
                (connection, method) -> {},
                () -> gone.get() ? next.open() : database.dataSource().getConnection());
        Catalog catalog = catalog("""
                --changeset x:1
                SELECT 1;
                --changeset x:2
                SELECT pg_advisory_xact_lock(4713);
                """);
        database.execute("DROP SCHEMA IF EXISTS s CASCADE");
        return lost(() -> Schema.of(source, catalog, "s").migrate(request()), () -> gone.set(true));
    }

    /** Where connections come from. */
    private interface Connections {
        Connection open() throws SQLException;
    }

    /** Something that happens before a call on a connection. */
    private interface Before {
        void call(Connection connection, String method) throws SQLException;
    }

    private static DataSource connections(Before before, Connections connections) {
        return new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = connections.open();
                return (Connection) Proxy.newProxyInstance(
                        SessionIT.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (!method.getName().equals("close")) {
                                before.call(connection, method.getName());
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
            }
        };
    }

    /** Ends the session of the work where it waits for a lock that the test holds. */
    private AbstractThrowableAssert<?, ? extends Throwable> assertLost(Runnable work) throws Exception {
        return assertThat(lost(work, () -> {})).isInstanceOf(SchemaRefusedException.class);
    }

    private Throwable lost(Runnable work, Runnable before) throws Exception {
        try (Gate gate = Gate.closed(database, "4713")) {
            CompletableFuture<Void> run = CompletableFuture.runAsync(work);
            Await.until("the work waits", () -> {
                assertThat(run).isNotDone();
                return gate.waiting() == 1;
            });
            before.run();
            gate.endThoseWaiting();
            Throwable[] thrown = new Throwable[1];
            assertThatThrownBy(run::get)
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(e -> thrown[0] = e.getCause());
            return thrown[0];
        }
    }

    private static MigrationRequest request() {
        return new MigrationRequest(null, null, false, LOCK, Duration.ofMinutes(5));
    }
}
