package org.schemuse.changelog.behaviour;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;

/** Vibemuse with a few users, installed by a superuser or by a plain owner. */
abstract class VibemuseBehaviour extends CatalogBehaviour {
    UUID alice;
    UUID bob;
    UUID carol;
    UUID builder;
    UUID admin;

    @Override
    final CatalogRows rows() {
        return new VibemuseTenancy();
    }

    /** Nothing: the tests create what they need. */
    @Override
    final void fill(Handle root) {}

    @Override
    final String filling() {
        return "nothing";
    }

    @BeforeEach
    void createUsers() {
        alice = user("alice", "citizen");
        bob = user("bob", "citizen");
        carol = user("carol", "citizen");
        builder = user("bea", "builder");
        admin = user("ada", "admin");
    }

    final UUID user(String name, String userClass) {
        return root.createQuery(
                        "INSERT INTO users (username, email, password_hash, user_class)"
                                + " VALUES (:name, :name || '@example.org', 'hash of ' || :name, :class::user_class_enum) RETURNING id")
                .bind("name", name)
                .bind("class", userClass)
                .mapTo(UUID.class)
                .one();
    }

    final UUID object(String type, String name, UUID owner) {
        return root.createQuery("INSERT INTO objects (name, object_type, owner_id)"
                        + " VALUES (:name, :type::object_type_enum, :owner::uuid) RETURNING id")
                .bind("name", name)
                .bind("type", type)
                .bind("owner", owner)
                .mapTo(UUID.class)
                .one();
    }

    void session(UUID user, String token) {
        root.execute(
                "INSERT INTO sessions (user_id, session_token_hash, expires_at) VALUES (?, ?, now() + interval '1 day')",
                user,
                token);
    }

    /** One row at least in every table; exactly one in {@code objects} and in those of imports. */
    void fillEveryTable() {
        UUID thing = object("thing", "lamp", alice);
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
                "INSERT INTO legacy_objects (object_id, dbref, name, position, line, byte_offset)"
                        + " VALUES (?, 0, 'lamp', 0, 1, 0)",
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
}
