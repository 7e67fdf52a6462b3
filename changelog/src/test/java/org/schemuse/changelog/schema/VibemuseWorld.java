package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** A few users in a fresh world: one that a superuser installed, and one that a plain owner did. */
abstract class VibemuseWorld {
    static final String UNIQUE = "23505";
    static final String FOREIGN_KEY = "23503";
    static final String NOT_NULL = "23502";
    static final String CHECK = "23514";
    static final String NO_ENUM_VALUE = "22P02";
    static final String REFUSED = "42501";
    static final String APPEND_ONLY = "55000";

    @Parameter
    BehaviourWorld.Installer installer;

    BehaviourWorld world;
    Handle root;
    UUID alice;
    UUID bob;
    UUID carol;
    UUID builder;
    UUID admin;

    @BeforeEach
    void install() {
        world = BehaviourWorld.installedBy(installer);
        root = world.superuser();
        alice = world.user("alice", "citizen");
        bob = world.user("bob", "citizen");
        carol = world.user("carol", "citizen");
        builder = world.user("bea", "builder");
        admin = world.user("ada", "admin");
    }

    @AfterEach
    void remove() {
        world.close();
    }

    void session(UUID user, String token) {
        root.execute(
                "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES (?, ?, now() + interval '1 day')",
                user,
                token);
    }

    /** One row at least in every table; exactly one in {@code objects} and in those of imports. */
    void fillEveryTable() {
        UUID thing = world.object("thing", "lamp", alice);
        session(alice, "token");
        UUID channel = root.select("INSERT INTO channels (name, owner_id) VALUES ('chat', ?) RETURNING id", alice)
                .mapTo(UUID.class)
                .one();
        root.execute("INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (?, ?)", channel, alice);
        root.execute(
                "INSERT INTO messages (sender_id, recipient_id, message_type, content) VALUES (?, ?, 'mail', 'hello')",
                alice,
                bob);
        root.execute("INSERT INTO attribute_definitions (number, name, object_id) VALUES (0, 'fuel', ?)", thing);
        root.execute("INSERT INTO attributes (object_id, name, value) VALUES (?, 'fuel', '3')", thing);
        root.execute("INSERT INTO object_parents (object_id, parent_id, position) VALUES (?, ?, 0)", thing, thing);
        root.execute("INSERT INTO power_grants (user_id, power) VALUES (?, 'boot')", alice);
        root.execute(
                "INSERT INTO legacy_objects (object_id, dbref, mark, name, flags, position, line, byte_offset)"
                        + " VALUES (?, 0, '#', 'lamp', 1, 0, 1, 0)",
                thing);
        UUID run = root.select(
                        "INSERT INTO import_runs (number, source, sha256, bytes, dialect, layout, charset, tool_version, state)"
                                + " VALUES (1, 'harbour.mdb', 'abc', 1, 'tinymuse', 'v15', 'UTF-8', '0', 'running') RETURNING id")
                .mapTo(UUID.class)
                .one();
        root.execute(
                "INSERT INTO import_batches (run_id, number, first_record, last_record, row_count) VALUES (?, 0, 0, 1, 1)",
                run);
        root.execute(
                "INSERT INTO import_findings (run_id, number, code, severity, done) VALUES (?, 0, 'x', 'info', 'nothing')",
                run);
        root.execute(
                "INSERT INTO import_deferred_objects (run_id, number, kind, table_name, name, definition)"
                        + " VALUES (?, 0, 'index', 'objects', 'i', 'CREATE INDEX')",
                run);
    }

    long count(String from, Object... arguments) {
        return root.select("SELECT count(*) FROM " + from, arguments)
                .mapTo(long.class)
                .one();
    }

    /** The SQLSTATE a statement is refused with; fails where it is not. */
    static String state(ThrowingCallable statement) {
        Throwable refusal = catchThrowable(statement);
        assertThat(refusal).as("the statement is refused").isNotNull();
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        throw new AssertionError("refused, but not by the database", refusal);
    }
}
