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

    CatalogWorld world;
    Handle root;

    @BeforeEach
    void install() {
        world = CatalogWorld.of("virtubar");
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
