package org.schemuse.changelog.schema;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Ten thousand rows in each of the tables whose indexes are tried, so that the planner has reason to use them. */
final class BehaviourRows {
    private BehaviourRows() {}

    static void load(Handle superuser) {
        List<String> tables =
                List.of("users", "objects", "attribute_definitions", "attributes", "messages", "sessions");
        tables.forEach(table -> superuser.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER"));
        superuser.execute(
                "INSERT INTO users (username, email, password_hash, online_status)"
                        + " SELECT 'user ' || n, 'user' || n || '@example.org', 'x', n % 500 = 0 FROM generate_series(1, 10000) n");
        superuser.execute("INSERT INTO objects (name, object_type, owner_id, attributes)"
                + " SELECT 'thing ' || n, (CASE WHEN n % 500 = 0 THEN 'exit' ELSE 'thing' END)::object_type_enum, u.id, jsonb_build_object('n', n)"
                + " FROM generate_series(1, 10000) n JOIN users u ON u.username = 'user ' || n");
        superuser.execute(
                "UPDATE objects o SET location_id = p.id, zone_id = p.id, home_id = p.id, destination_id = p.id"
                        + " FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM objects) p"
                        + " WHERE p.n = (hashtext(o.name) & 4095) + 1");
        superuser.execute(
                "UPDATE users SET current_location = o.id, object_id = o.id FROM objects o WHERE o.owner_id = users.id");
        superuser.execute(
                "INSERT INTO attribute_definitions (number, name, object_id) SELECT 0, o.name, o.id FROM objects o");
        superuser.execute(
                "INSERT INTO attributes (object_id, name, value, definition_id)"
                        + " SELECT d.object_id, 'a' || row_number() OVER (), jsonb_build_object('n', row_number() OVER ()), d.id FROM attribute_definitions d");
        superuser.execute(
                "INSERT INTO messages (sender_id, recipient_id, room_id, message_type, content, created_at)"
                        + " SELECT u.id, u.id, u.object_id, (CASE WHEN n % 500 = 0 THEN 'announce' ELSE 'say' END)::message_type_enum, 'x',"
                        + " now() - n * interval '1 minute' FROM generate_series(1, 10000) n JOIN users u ON u.username = 'user ' || n");
        superuser.execute(
                "INSERT INTO sessions (user_id, session_token_hash, expires_at)"
                        + " SELECT u.id, 'token ' || n, now() + n * interval '1 minute' FROM generate_series(1, 10000) n JOIN users u ON u.username = 'user ' || n");
        tables.forEach(table -> superuser.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER"));
        superuser.execute("ANALYZE");
    }
}
