package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.Position;

/**
 * Every object of a world in columns of numbers, at 60 bytes an object: what must be known of all of them at once to
 * resolve references. A slot is the place of an object in here, in the order in which the dump first names it.
 */
final class ObjectTable {
    /** The highest number an object can have; beyond it a dbref is an error, not an object. */
    static final int HIGHEST_DBREF = 50_000_000;

    static final int NOTHING = -1;

    private static final ObjectType[] TYPES = ObjectType.values();
    private static final int GARBAGE = 0x100;
    private static final int COMPLETE = 0x200;

    private final IntColumn slots = new IntColumn(NOTHING);
    private final IntColumn dbrefs = new IntColumn(NOTHING);
    private final IntColumn kinds = new IntColumn(0);
    private final IntColumn records = new IntColumn(0);
    private final IntColumn locations = new IntColumn(NOTHING);
    private final IntColumn zones = new IntColumn(NOTHING);
    private final IntColumn links = new IntColumn(NOTHING);
    private final IntColumn owners = new IntColumn(NOTHING);
    private final IntColumn contents = new IntColumn(NOTHING);
    private final IntColumn exits = new IntColumn(NOTHING);
    private final IntColumn nexts = new IntColumn(NOTHING);
    private final PositionColumn positions = new PositionColumn();
    private int size;
    private int highest = NOTHING;

    /** How an object is entered: what it is, and whether its record was read to its end. */
    record Kind(ObjectType type, boolean garbage, boolean complete) {}

    int size() {
        return size;
    }

    /** The highest dbref, -1 in an empty world. */
    int highestDbref() {
        return highest;
    }

    /** The slot of a dbref, or -1. Any number may be asked for. */
    int slot(int dbref) {
        return dbref < 0 || dbref > HIGHEST_DBREF ? NOTHING : slots.at(dbref);
    }

    /** The lowest dbref from {@code dbref} on that there is an object of, or -1. */
    int nextDbref(int dbref) {
        return slots.firstSet(dbref);
    }

    /** The slot for an object's data, a new one unless the dbref has one already. */
    int enter(int dbref, int record, Kind kind, Position position) {
        int slot = slot(dbref);
        if (slot < 0) {
            slot = size++;
            slots.set(dbref, slot);
            dbrefs.set(slot, dbref);
            highest = Math.max(highest, dbref);
        }
        records.set(slot, record);
        kinds.set(slot, kindBits(kind));
        positions.set(slot, position);
        return slot;
    }

    private static int kindBits(Kind kind) {
        int bits = java.util.Arrays.asList(TYPES).indexOf(kind.type());
        return bits | (kind.garbage() ? GARBAGE : 0) | (kind.complete() ? COMPLETE : 0);
    }

    /** Takes over all references of an object. */
    void refer(int slot, WorldObject object) {
        locations.set(slot, object.place());
        links.set(slot, object.link());
        exits.set(slot, object.exits());
        zones.set(slot, object.zone());
        owners.set(slot, object.owner());
        contents.set(slot, object.contents());
        nexts.set(slot, object.next());
    }

    void relocate(int slot, int location) {
        locations.set(slot, location);
    }

    int dbref(int slot) {
        return dbrefs.at(slot);
    }

    ObjectType type(int slot) {
        return TYPES[kinds.at(slot) & 0xff];
    }

    boolean garbage(int slot) {
        return (kinds.at(slot) & GARBAGE) != 0;
    }

    boolean complete(int slot) {
        return (kinds.at(slot) & COMPLETE) != 0;
    }

    /** Whether there is such an object and it is not garbage. */
    boolean live(int dbref) {
        int slot = slot(dbref);
        return slot >= 0 && !garbage(slot);
    }

    boolean livePlayer(int dbref) {
        return live(dbref) && type(slot(dbref)) == ObjectType.PLAYER;
    }

    /** Which object record of the dump, counted from 0, this slot was filled from. */
    int record(int slot) {
        return records.at(slot);
    }

    int location(int slot) {
        return locations.at(slot);
    }

    int zone(int slot) {
        return zones.at(slot);
    }

    int link(int slot) {
        return links.at(slot);
    }

    int owner(int slot) {
        return owners.at(slot);
    }

    int contents(int slot) {
        return contents.at(slot);
    }

    int exits(int slot) {
        return exits.at(slot);
    }

    int next(int slot) {
        return nexts.at(slot);
    }

    Position position(int slot) {
        return positions.at(slot);
    }
}
