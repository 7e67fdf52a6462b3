package org.schemuse.changelog.behaviour;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Citizens of a vibemuse world, each with an object, a channel, a message to themselves, and an import. */
final class VibemuseTenancy implements Tenancy {
    /** {@code :who} is the citizen. */
    private static final List<String> ROWS = List.of(
            "INSERT INTO users (id, username, email, password_hash, user_class)"
                    + " VALUES (:who, :who::text, :who || '@example.org', 'hash', 'citizen')",
            "INSERT INTO objects (id, name, object_type, owner_id) VALUES (:who, 'lamp of ' || :who, 'thing', :who)",
            "UPDATE users SET object_id = :who, current_location = :who WHERE id = :who",
            "INSERT INTO attribute_definitions (id, number, name, object_id) VALUES (:who, 0, 'fuel', :who)",
            "INSERT INTO attributes (object_id, name, value, definition_id) VALUES (:who, 'fuel', '3', :who)",
            "INSERT INTO object_parents (object_id, parent_id, position) VALUES (:who, :who, 0)",
            "INSERT INTO power_grants (user_id, power) VALUES (:who, 'boot')",
            "INSERT INTO channels (id, name, owner_id, object_id) VALUES (:who, 'channel of ' || :who, :who, :who)",
            "INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (:who, :who)",
            "INSERT INTO messages (sender_id, recipient_id, message_type, content)"
                    + " VALUES (:who, :who, 'mail', 'note of ' || :who)",
            "INSERT INTO sessions (user_id, session_token_hash, expires_at)"
                    + " VALUES (:who, 'token of ' || :who, now() + interval '1 day')",
            "INSERT INTO legacy_objects (object_id, dbref, name, position, line, byte_offset)"
                    + " VALUES (:who, hashtext(:who::text), 'lamp', 0, 1, 0)",
            "INSERT INTO legacy_passwords (dbref, position, password) VALUES (hashtext(:who::text), 0, 'potrzebie')",
            "INSERT INTO import_runs (id, number, source, sha256, bytes, dialect, layout, charset, tool_version, state)"
                    + " VALUES (:who, hashtext(:who::text), 'harbour.mdb', 'abc', 1, 'tinymuse', 'v15', 'UTF-8', '0', 'finished')",
            "INSERT INTO import_batches (run_id, number, first_record, last_record, row_count)"
                    + " VALUES (:who, 0, 0, 1, 1)",
            "INSERT INTO import_findings (run_id, number, code, severity, done)"
                    + " VALUES (:who, 0, 'odd-name', 'info', 'nothing')",
            "INSERT INTO import_deferred_objects (run_id, number, kind, table_name, name, definition)"
                    + " VALUES (:who, 0, 'index', 'objects', 'i', 'CREATE INDEX')",
            "INSERT INTO import_changes (run_id, table_name, row_id, action, old_data)"
                    + " VALUES (:who, 'objects', :who, 'changed', '{}')");

    /**
     * What {@code :who} alone may see, and what only admins may see too. Everybody stands in the same plaza, from which an
     * exit leads to the room of each, and a locked one to the vault.
     */
    private static final List<String> SECRETS = List.of(
            "INSERT INTO objects (id, name, object_type, owner_id)"
                    + " SELECT md5(n || :who)::uuid, n || :who, 'room', :who FROM unnest('{room,vault}'::text[]) n",
            "INSERT INTO objects (id, name, object_type, owner_id, location_id, destination_id)"
                    + " SELECT md5('to ' || n || :who)::uuid, 'to ' || n, 'exit', :who, md5('plaza')::uuid, md5(n || :who)::uuid"
                    + " FROM unnest('{room,vault}'::text[]) n",
            "INSERT INTO attributes (object_id, name, value, flags)"
                    + " VALUES (md5('to vault' || :who)::uuid, 'Lock', to_jsonb('hidden-of-' || :who), '{dark}'),"
                    + " (:who, 'plan', to_jsonb('hidden-of-' || :who), '{wizard}')",
            "UPDATE users SET current_location = md5('plaza')::uuid, email = 'secret-of-' || :who || '@example.org',"
                    + " profile = jsonb_build_object('address', 'secret-of-' || :who) WHERE id = :who",
            "INSERT INTO channels (id, name, owner_id, closed) VALUES (md5('closed' || :who)::uuid, 'closed' || :who, :who, true)",
            "INSERT INTO channel_subscriptions (channel_id, user_id) VALUES (md5('closed' || :who)::uuid, :who)",
            "INSERT INTO messages (sender_id, room_id, message_type, content)"
                    + " SELECT :who, md5(n || :who)::uuid, 'say', 'secret-of-' || :who FROM unnest('{room,vault}'::text[]) n",
            "INSERT INTO messages (sender_id, channel_id, message_type, content)"
                    + " VALUES (:who, :who, 'channel', 'secret-of-' || :who),"
                    + " (:who, md5('closed' || :who)::uuid, 'channel', 'secret-of-' || :who)",
            "INSERT INTO messages (sender_id, recipient_id, message_type, content, metadata) VALUES"
                    + " (:who, :who, 'mail', 'secret-of-' || :who, jsonb_build_object('subject', 'secret-of-' || :who)),"
                    + " (:who, :who, 'page', 'secret-of-' || :who, '{}')",
            "UPDATE messages SET read_at = now() WHERE sender_id = :who AND message_type = 'mail'",
            "DELETE FROM messages WHERE sender_id = :who AND message_type = 'page'",
            "INSERT INTO sessions (user_id, session_token_hash, expires_at, user_agent) VALUES"
                    + " (:who, 'secret-of-' || :who, now() + interval '1 day', 'secret-of-' || :who)",
            "UPDATE sessions SET last_activity = now() WHERE user_id = :who");

    @Override
    public void fillSecrets(Handle root, UUID citizen) {
        root.execute("INSERT INTO objects (id, name, object_type, flags)"
                + " VALUES (md5('plaza')::uuid, 'plaza', 'room', '{JUMP_OK}') ON CONFLICT DO NOTHING");
        SECRETS.forEach(row -> root.createUpdate(row).bind("who", citizen).execute());
    }

    @Override
    public String owners() {
        return "users";
    }

    @Override
    public List<Rank> ranks() {
        String secret = "secret-of-" + OTHER;
        String hidden = "hidden-of-" + OTHER;
        return List.of(
                new Rank(
                        "citizen",
                        "UPDATE users SET user_class = 'citizen' WHERE id = '" + ONE + "'",
                        List.of(secret, hidden)),
                new Rank(
                        "builder",
                        "UPDATE users SET user_class = 'builder' WHERE id = '" + ONE + "'",
                        List.of(secret, hidden)),
                new Rank("admin", "UPDATE users SET user_class = 'admin' WHERE id = '" + ONE + "'", List.of(secret)));
    }

    @Override
    public Map<String, String> brokenOnPurpose() {
        String hears =
                "DROP POLICY sender_recipient_or_audience_reads ON messages; CREATE POLICY old ON messages FOR SELECT"
                        + " TO vibemuse_app USING (sender_id = current_user_id() OR recipient_id IS NULL AND ";
        return Map.of(
                "a builder takes ownership and reads hidden attributes",
                "DROP TRIGGER objects_guard ON objects",
                "arrivals are not noted",
                "DROP TRIGGER users_guard_arrival ON users",
                "joining is not noted",
                "DROP TRIGGER channel_subscriptions_stamp ON channel_subscriptions",
                "a room tells newcomers everything",
                hears + "room_id = (SELECT u.current_location FROM users u WHERE u.id = current_user_id()))",
                "a channel tells newcomers everything",
                hears + "channel_id = ANY (ARRAY(SELECT s.channel_id FROM channel_subscriptions s"
                        + " WHERE s.user_id = current_user_id() AND s.active)))",
                "the directory shows addresses",
                "CREATE VIEW addresses AS SELECT email FROM users; GRANT SELECT ON addresses TO vibemuse_app");
    }

    @Override
    public String catalog() {
        return "vibemuse";
    }

    @Override
    public String setting() {
        return "app.current_user_id";
    }

    @Override
    public Set<String> open() {
        return Set.of();
    }

    @Override
    public Readers readers(String relation) {
        return switch (relation) {
            case "objects" -> Readers.EVERYBODY;
            case "attribute_definitions", "attributes", "object_parents", "channels", "user_directory" ->
                Readers.WHO_IS_SIGNED_IN;
            case "audit_logs",
                    "legacy_objects",
                    "import_runs",
                    "import_batches",
                    "import_findings",
                    "import_deferred_objects" -> Readers.ADMINISTRATORS;
            default -> Readers.ITS_OWNER;
        };
    }

    @Override
    public void fill(Handle root, UUID citizen) {
        ROWS.forEach(row -> root.createUpdate(row).bind("who", citizen).execute());
    }
}
