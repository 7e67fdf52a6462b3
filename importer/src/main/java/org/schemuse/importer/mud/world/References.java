package org.schemuse.importer.mud.world;

/**
 * What an object's references come to: the object meant, or what the original server's own repair would put in the place
 * of one that is not there ({@code docs/formats/tinymuse.md}). Each answers a dbref, or -1 for none.
 */
final class References {
    static final int NOTHING = -1;

    private final ObjectTable objects;
    private final WorldRules.Repair repair;

    References(ObjectTable objects, WorldRules.Repair repair) {
        this.objects = objects;
        this.repair = repair;
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
        int first = objects.slot(repair.zoneOf());
        int universal = first < 0 ? NOTHING : objects.zone(first);
        return objects.live(universal) ? universal : NOTHING;
    }

    /** Home, destination or drop-to; {@link WorldObject#HOME} for an exit or a drop-to that leads home. */
    int link(int slot) {
        int link = objects.link(slot);
        if (link == NOTHING || objects.live(link) || leadsHome(slot)) {
            return link;
        }
        ObjectType type = objects.type(slot);
        boolean needsHome = type == ObjectType.THING || type == ObjectType.PLAYER;
        return needsHome && isLiveRoom(repair.room()) ? repair.room() : NOTHING;
    }

    boolean leadsHome(int slot) {
        return objects.link(slot) == WorldObject.HOME;
    }

    /** The dbref of the player who owns the object. */
    int owner(int slot) {
        int owner = objects.owner(slot);
        if (objects.livePlayer(owner)) {
            return owner;
        }
        return objects.livePlayer(repair.owner()) ? repair.owner() : NOTHING;
    }

    private boolean isLiveRoom(int dbref) {
        return objects.live(dbref) && objects.type(objects.slot(dbref)) == ObjectType.ROOM;
    }
}
