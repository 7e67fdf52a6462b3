package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.Blocks;

/** Every index serves the query it is for. */
@ParameterizedClass
@EnumSource(BehaviourWorld.Installer.class)
class VibemuseIndexesIT extends VibemuseWorld {
    @Test
    void m18IndexesServeTheQueriesTheyAreFor() {
        BehaviourRows.load(root);
        String uuid = "'" + alice + "'::uuid";
        assertServed("users", "username = 'user 77'", "users_username_key");
        assertServed("users", "email = 'user77@example.org'", "users_email_key");
        assertServed("users", "online_status", "users_online_status_idx");
        assertServed("users", "current_location = " + uuid, "users_current_location_idx");
        assertServed("users", "object_id = " + uuid, "users_object_id_key");
        assertServed("objects", "location_id = " + uuid, "objects_location_id_idx");
        assertServed("objects", "owner_id = " + uuid, "objects_owner_id_idx");
        assertServed("objects", "zone_id = " + uuid, "objects_zone_id_idx");
        assertServed("objects", "home_id = " + uuid, "objects_home_id_idx");
        assertServed("objects", "destination_id = " + uuid, "objects_destination_id_idx");
        assertServed("objects", "object_type = 'exit'", "objects_object_type_idx");
        assertServed("objects", "name = 'thing 77'", "objects_name_idx");
        assertServed("objects", "attributes @> '{\"n\": 77}'", "objects_attributes_idx");
        assertServed("attributes", "object_id = " + uuid, "attributes_object_id_name_key");
        assertServed("attributes", "name = 'a77'", "attributes_name_idx");
        assertServed("attributes", "definition_id = " + uuid, "attributes_definition_id_idx");
        assertServed("attributes", "jsonb_typeof(value) = 'object' AND value @> '{\"n\": 77}'", "attributes_value_idx");
        assertServed("messages", "sender_id = " + uuid, "messages_sender_id_idx");
        assertServed("messages", "recipient_id = " + uuid, "messages_recipient_id_idx");
        assertServed("messages", "room_id = " + uuid, "messages_room_id_idx");
        assertServed("messages", "created_at > now() - interval '5 minutes'", "messages_created_at_idx");
        assertServed("messages", "message_type = 'announce'", "messages_message_type_idx");
        assertServed("sessions", "session_token_hash = 'token 77'", "sessions_session_token_hash_key");
        assertServed("sessions", "user_id = " + uuid, "sessions_user_id_idx");
        assertServed("sessions", "expires_at < now() + interval '5 minutes'", "sessions_expires_at_idx");
    }

    @Test
    void c10SimpleSelectsTouchFewBlocksBehindThePoliciesToo() {
        BehaviourRows.load(root);
        UUID user = root.select("SELECT id FROM users WHERE username = 'user 77'")
                .mapTo(UUID.class)
                .one();
        Handle handle = world.as(user);
        String thing = "(SELECT id FROM objects WHERE owner_id = '" + user + "')";
        Blocks.few(handle, "SELECT * FROM users WHERE username = 'user 77'");
        Blocks.few(handle, "SELECT * FROM objects WHERE id = " + thing);
        Blocks.few(handle, "SELECT * FROM objects WHERE location_id = " + thing);
        Blocks.few(handle, "SELECT * FROM attributes WHERE object_id = " + thing);
        Blocks.few(handle, "SELECT * FROM messages WHERE recipient_id = '" + user + "'");
        Blocks.few(handle, "SELECT * FROM sessions WHERE session_token_hash = 'token 77'");
    }

    @Test
    void m18RowSecurityLeavesTheIndexesOfTheWorldInUse() {
        BehaviourRows.load(root);
        assertThat(plan(world.as(alice), "objects", "object_type = 'exit'")).contains("objects_object_type_idx");
        assertThat(plan(world.as(alice), "objects", "attributes @> '{\"n\": 77}'"))
                .contains("objects_attributes_idx");
    }

    @Test
    void m18EveryForeignKeyLeadsAnIndex() {
        assertThat(root.select(
                                "SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c"
                                        + " WHERE c.contype = 'f' AND c.connamespace = 'vibemuse'::regnamespace AND NOT EXISTS ("
                                        + " SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])")
                        .mapTo(String.class)
                        .list())
                .isEmpty();
    }

    private void assertServed(String table, String where, String index) {
        assertThat(plan(root, table, where)).as("%s WHERE %s", table, where).contains(index);
    }

    private static String plan(Handle handle, String table, String where) {
        return String.join(
                "\n",
                handle.select("EXPLAIN SELECT * FROM " + table + " WHERE " + where)
                        .mapTo(String.class)
                        .list());
    }
}
