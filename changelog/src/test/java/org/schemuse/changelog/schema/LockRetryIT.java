package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changesets that meet locks: they are tried again, the blocker is named, and no index stays invalid. */
class LockRetryIT extends BesideASession {
    private final List<String> notes = new ArrayList<>();

    @Test
    void aLockThatIsGivenBackInTimeCostsAnAttemptAndNoMore() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --rollback DROP TABLE t;
                --changeset x:2
                ALTER TABLE t ADD COLUMN name text;
                --rollback ALTER TABLE t DROP COLUMN name;
                --changeset x:3
                CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement;
                --rollback DROP TABLE seen;
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        other.setAutoCommit(false);
        run("LOCK TABLE s.t IN ACCESS SHARE MODE");

        MigrationReport report = schema.migrate(request(Duration.ofMillis(600)));
        assertThat(report.appliedIds()).containsExactly("2", "3");
        assertThat(notes)
                .anySatisfy(note -> assertThat(note)
                        .matches("waiting for a lock, blocked by process " + pid() + " of .*"
                                + "idle in transaction since .*"))
                .anySatisfy(note -> assertThat(note)
                        .isEqualTo("a lock was not had within 600 ms, for changeset 2: attempt 2 of 5 in 600 ms"));
        assertThat(database.text("SELECT lock || ' ' || statement FROM s.seen")).isEqualTo("600ms 1min");
    }

    @Test
    void aLockThatIsNeverGivenBackEndsTheRunAfterFiveAttempts() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2
                ALTER TABLE t ADD COLUMN name text;
                """).noting(notes::add);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        other.setAutoCommit(false);
        run("LOCK TABLE s.t IN ACCESS SHARE MODE");

        assertThatThrownBy(() -> schema.migrate(request(Duration.ofMillis(50))))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("changeset 2")
                .hasMessageContaining("another session holds a lock");
        assertThat(notes.stream().filter(note -> note.contains("attempt")).toList())
                .hasSize(4);
    }

    @Test
    void anIndexThatAnOlderTransactionKeptInvalidIsBuiltAgain() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2 runInTransaction:false
                -- Readers and writers go on.
                CREATE INDEX CONCURRENTLY "T id" ON t (id);
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        other.setAutoCommit(false);
        other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run("TABLE s.t");

        assertThat(schema.migrate(request(Duration.ofMillis(600))).appliedIds()).containsExactly("2");
        assertThat(notes)
                .anySatisfy(note -> assertThat(note).contains("blocked by process " + pid()))
                .anySatisfy(
                        note -> assertThat(note).startsWith("index \"T id\" was left invalid by an earlier attempt"));
        assertThat(database.text("SELECT string_agg(indexrelid::regclass || ' ' || indisvalid, ', ') FROM pg_index"
                        + " WHERE indrelid = 's.t'::regclass"))
                .isEqualTo("s.\"T id\" true");
    }

    @Test
    void anIndexThatAFormerRunLeftInvalidIsNotTakenForTheRealOne() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2 runInTransaction:false
                CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_id_key ON t (id);
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("INSERT INTO s.t VALUES (1), (1)");
        assertThatThrownBy(() -> schema.migrate(request(Duration.ofSeconds(5))))
                .hasMessageContaining("could not create unique index");
        run("DELETE FROM s.t");

        assertThat(schema.migrate(request(Duration.ofSeconds(5))).appliedIds()).containsExactly("2");
        assertThat(database.text("SELECT bool_and(indisvalid) FROM pg_index WHERE indrelid = 's.t'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void anIndexThatIsThereInAnotherFormIsShownAndNotTakenForTheRealOne() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer, name text);
                --changeset x:2 runInTransaction:false
                CREATE INDEX CONCURRENTLY t_name ON s.t (lower(name) text_pattern_ops);
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("CREATE INDEX t_name ON s.t (lower(name))");
        assertThatThrownBy(() -> schema.migrate(request(Duration.ofSeconds(5))))
                .hasMessageContaining("relation \"t_name\" already exists");
        assertThat(notes)
                .contains("index t_name is there already, but not as the changeset defines it:"
                        + " CREATE INDEX t_name ON s.t USING btree (lower(name))");

        run("DROP INDEX s.t_name");
        run("CREATE INDEX t_name ON s.t USING btree (lower(name) pg_catalog.text_pattern_ops)");
        assertThat(schema.migrate(request(Duration.ofSeconds(5))).appliedIds()).containsExactly("2");
        assertThat(notes)
                .contains(
                        "index t_name is there already, valid and as the changeset defines it: it is not built again");
    }

    /** A function of a row takes no row of the copy that definitions are compared on. */
    @Test
    void anIndexThatCannotBeComparedIsNotCalledDifferent() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                CREATE FUNCTION whole(t) RETURNS integer IMMUTABLE LANGUAGE sql RETURN $1.id;
                --changeset x:2 runInTransaction:false
                CREATE INDEX CONCURRENTLY t_whole ON t (whole(t));
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("CREATE INDEX t_whole ON s.t (s.whole(t))");

        assertThatThrownBy(() -> schema.migrate(request(Duration.ofSeconds(5))))
                .hasMessageContaining("relation \"t_whole\" already exists");
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith(
                        "index t_whole is there already, but could not be compared with the changeset (ERROR: function"
                                + " whole(")
                .contains("does not exist): CREATE INDEX t_whole ON s.t USING btree (whole(t.*))");
    }

    @Test
    void noLengthOfACommentIsTooMuch() throws Exception {
        String comments = "-- Readers and writers go on.\n".repeat(100_000);
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2 runInTransaction:false splitStatements:false stripComments:false
                %sCREATE INDEX CONCURRENTLY t_id ON t (id);
                --changeset x:3 runInTransaction:false splitStatements:false stripComments:false
                %s/* CONCURRENTLY */ SELECT 1;
                """.formatted(comments, comments));
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("CREATE INDEX t_id ON s.t (id)");

        assertThat(schema.migrate(request(Duration.ofSeconds(5))).appliedIds()).containsExactly("2", "3");
        assertThat(notes)
                .containsExactly(
                        "index t_id is there already, valid and as the changeset defines it: it is not built again");
    }

    @Test
    void severalIndexesOfOneChangesetAreEachLookedFor() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer, name text);
                CREATE INDEX to_go ON t (name);
                --changeset x:2 runInTransaction:false
                CREATE INDEX CONCURRENTLY ON t (name, id);
                CREATE INDEX CONCURRENTLY t_id ON ONLY t (id) WHERE name <> 'a;b';
                DROP INDEX CONCURRENTLY to_go;
                DROP INDEX CONCURRENTLY IF EXISTS never_there;
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("CREATE INDEX ON s.t (name, id)");
        run("DROP INDEX s.to_go");
        assertThat(schema.migrate(request(Duration.ofSeconds(5))).appliedIds()).containsExactly("2");
        assertThat(database.text(
                        "SELECT string_agg(indexrelid::regclass::text, ' ' ORDER BY indexrelid::regclass::text) FROM pg_index"
                                + " WHERE indrelid = 's.t'::regclass"))
                .isEqualTo("s.t_id s.t_name_id_idx");
        assertThat(notes).hasSize(2);
    }

    @Test
    void aPreviewDropsNoIndex() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2 runInTransaction:false
                CREATE UNIQUE INDEX CONCURRENTLY t_id_key ON t (id);
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        run("INSERT INTO s.t VALUES (1), (1)");
        assertThatThrownBy(() -> schema.migrate(request(Duration.ofSeconds(5))))
                .isInstanceOf(SchemaRefusedException.class);

        assertThat(schema.migrate(new MigrationRequest(null, null, true, Duration.ofSeconds(5), Duration.ZERO))
                        .sql())
                .contains("CREATE UNIQUE INDEX CONCURRENTLY t_id_key");
        assertThat(database.text("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .isEqualTo("s.t_id_key");
    }

    @Test
    void whatNoTransactionTakesBackIsNotTriedAgain() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                --changeset x:2 runInTransaction:false
                CREATE TABLE first_of_two ();
                ALTER TABLE t ADD COLUMN name text;
                """);
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ofSeconds(5), Duration.ZERO));
        other.setAutoCommit(false);
        run("LOCK TABLE s.t IN ACCESS SHARE MODE");
        assertThatThrownBy(() -> schema.migrate(request(Duration.ofMillis(50))))
                .hasMessageContaining("another session holds a lock");
        assertThat(notes).noneMatch(note -> note.contains("attempt"));
    }

    @Test
    void aConcurrentIndexInATransactionIsRefusedWithTheWayOut() throws Exception {
        Schema schema = schema("""
                --changeset x:1
                CREATE TABLE t (id integer);
                CREATE INDEX CONCURRENTLY t_id ON t (id);
                """);
        assertThatThrownBy(() -> schema.migrate(MigrationRequest.defaults()))
                .hasMessageContaining("give the statement a changeset of its own, with runInTransaction:false");
    }

    /** The other session gives back what it holds when the run has named it and says that it will try again. */
    @Override
    Schema schema(String changesets) throws IOException {
        return super.schema(changesets).noting(note -> {
            notes.add(note);
            if (note.contains(" of 5 in ") && notes.stream().anyMatch(each -> each.contains("blocked by"))) {
                rollback();
            }
        });
    }

    private void rollback() {
        try {
            other.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MigrationRequest request(Duration lockTimeout) {
        return new MigrationRequest(null, null, false, lockTimeout, Duration.ofMinutes(1));
    }

    private int pid() {
        try {
            return other.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
