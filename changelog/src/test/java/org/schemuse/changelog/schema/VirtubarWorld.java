package org.schemuse.changelog.schema;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Ann made a room, Ben is in it, and every table has a row. */
abstract class VirtubarWorld {
    static final UUID ANN = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    static final UUID BEN = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    static final UUID ROOM = UUID.fromString("00000000-0000-0000-0000-00000000000c");
    static final UUID DRINK = UUID.fromString("00000000-0000-0000-0000-00000000000d");

    private static final String ROWS = """
            INSERT INTO users (id, auth_provider, auth_provider_user_id, email) VALUES
                ('00000000-0000-0000-0000-00000000000a', 'google', '1', 'ann@example.org'),
                ('00000000-0000-0000-0000-00000000000b', 'email', NULL, NULL);
            INSERT INTO profiles (user_id, display_name) VALUES
                ('00000000-0000-0000-0000-00000000000a', 'Ann'), ('00000000-0000-0000-0000-00000000000b', 'Ben');
            INSERT INTO rooms (id, name, theme, capacity, region, created_by) VALUES
                ('00000000-0000-0000-0000-00000000000c', 'Bar', 'lounge', 20, 'eu', '00000000-0000-0000-0000-00000000000a');
            INSERT INTO room_memberships (room_id, user_id, join_source)
                SELECT '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000b', 'invite';
            INSERT INTO friendships (user_id, friend_user_id)
                SELECT '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b';
            INSERT INTO blocks (blocker_user_id, blocked_user_id)
                SELECT '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b';
            INSERT INTO reports (reporter_user_id, reported_user_id, room_id, report_type) VALUES
                ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b',
                    '00000000-0000-0000-0000-00000000000c', 'spam');
            INSERT INTO inventory_items (id, sku, type, name, price_cents) VALUES
                ('00000000-0000-0000-0000-00000000000d', 'D-1', 'drink', 'Lemonade', 250);
            INSERT INTO user_inventory (user_id, item_id)
                SELECT '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000d';
            INSERT INTO analytics_events (event_type, user_id) VALUES
                ('room_join', '00000000-0000-0000-0000-00000000000b');
            """;

    CatalogWorld world;
    Handle root;

    @BeforeEach
    void install() {
        world = CatalogWorld.of("virtubar", ROWS);
        root = world.superuser();
    }

    @AfterEach
    void remove() {
        world.close();
    }

    UUID user() {
        return root.select("INSERT INTO users (auth_provider) VALUES ('email') RETURNING id")
                .mapTo(UUID.class)
                .one();
    }

    long count(String from, Object... arguments) {
        return CatalogWorld.count(root, from, arguments);
    }

    /** The SQLSTATE that a statement is refused with. */
    String refusal(String statement, Object... arguments) {
        return VibemuseWorld.state(() -> root.execute(statement, arguments));
    }
}
