package org.schemuse.changelog.behaviour;

import java.util.List;
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
            "INSERT INTO legacy_objects (object_id, dbref, mark, name, flags, position, line, byte_offset)"
                    + " VALUES (:who, hashtext(:who::text), '#', 'lamp', 1, 0, 1, 0)",
            "INSERT INTO legacy_passwords (dbref, position, password) VALUES (hashtext(:who::text), 0, 'potrzebie')",
            "INSERT INTO import_runs (id, source, sha256, bytes, dialect, layout, charset, tool_version, state)"
                    + " VALUES (:who, 'harbour.mdb', 'abc', 1, 'tinymuse', 'v15', 'UTF-8', '0', 'finished')",
            "INSERT INTO import_batches (run_id, number, first_record, last_record, row_count)"
                    + " VALUES (:who, 0, 0, 1, 1)",
            "INSERT INTO import_problems (run_id, number, code, severity, done)"
                    + " VALUES (:who, 0, 'odd-name', 'info', 'nothing')",
            "INSERT INTO import_set_aside (run_id, number, kind, table_name, name, definition)"
                    + " VALUES (:who, 0, 'index', 'objects', 'i', 'CREATE INDEX')",
            "INSERT INTO import_changes (run_id, table_name, row_id, action, old_data)"
                    + " VALUES (:who, 'objects', :who, 'changed', '{}')");

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
                    "import_problems",
                    "import_set_aside" -> Readers.ADMINISTRATORS;
            default -> Readers.ITS_OWNER;
        };
    }

    @Override
    public void fill(Handle root, UUID citizen) {
        ROWS.forEach(row -> root.createUpdate(row).bind("who", citizen).execute());
    }
}
