package org.schemuse.importer.mud.world;

import org.schemuse.importer.mud.format.ObjectType;
import org.schemuse.importer.mud.format.Placement;

/**
 * What an object's references come to: the object meant, or what the original server's own repair would put in the place
 * of one that is not there ({@code docs/formats/tinymuse.md}). Each answers a dbref, or -1 for none.
 */
final class References {
    static final int NOTHING = -1;

    /** The player who owns what nobody else does. */
    static final int ROOT = 1;

    /** Where players begin, and the object whose zone is everybody's. */
    static final int FIRST_ROOM = 0;

    private final ObjectTable objects;

    References(ObjectTable objects) {
        this.objects = objects;
    }

    /** The container; a room, like whatever is inside itself, is nowhere. */
    int location(int slot) {
        int location = objects.location(slot);
        return location == objects.dbref(slot) || !objects.live(location) ? NOTHING : location;
    }

    int zone(int slot) {
        int zone = objects.zone(slot);
        if (zone == NOTHING || objects.live(zone)) {
            return zone;
        }
        int first = objects.slot(FIRST_ROOM);
        int universal = first < 0 ? NOTHING : objects.zone(first);
        return objects.live(universal) ? universal : NOTHING;
    }

    /** Home, destination or drop-to; {@link Placement#HOME} for an exit or a drop-to that leads home. */
    int link(int slot) {
        int link = objects.link(slot);
        if (link == NOTHING || objects.live(link) || leadsHome(slot)) {
            return link;
        }
        ObjectType type = objects.type(slot);
        boolean needsHome = type == ObjectType.THING || type == ObjectType.PLAYER;
        return needsHome && isLiveRoom(FIRST_ROOM) ? FIRST_ROOM : NOTHING;
    }

    boolean leadsHome(int slot) {
        ObjectType type = objects.type(slot);
        return objects.link(slot) == Placement.HOME && (type == ObjectType.EXIT || type == ObjectType.ROOM);
    }

    /** The dbref of the player who owns the object. */
    int owner(int slot) {
        int owner = objects.owner(slot);
        if (objects.livePlayer(owner)) {
            return owner;
        }
        return objects.livePlayer(ROOT) ? ROOT : NOTHING;
    }

    private boolean isLiveRoom(int dbref) {
        return objects.live(dbref) && objects.type(objects.slot(dbref)) == ObjectType.ROOM;
    }
}
