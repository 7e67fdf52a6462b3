package org.schemuse.changelog.behaviour;

import java.util.UUID;

/** Virtubar: Ann created a room, Ben is in it, and every table has a row. */
abstract class VirtubarBehaviour extends CatalogBehaviour {
    static final UUID ANN = UUID.fromString("00000000-0000-0000-0000-00000000000a");
    static final UUID BEN = UUID.fromString("00000000-0000-0000-0000-00000000000b");
    static final UUID ROOM = UUID.fromString("00000000-0000-0000-0000-00000000000c");
    static final UUID DRINK = UUID.fromString("00000000-0000-0000-0000-00000000000d");

    @Override
    final CatalogRows rows() {
        return new RowsOfResource("virtubar");
    }

    UUID user() {
        return root.select("INSERT INTO users (auth_provider) VALUES ('email') RETURNING id")
                .mapTo(UUID.class)
                .one();
    }
}
