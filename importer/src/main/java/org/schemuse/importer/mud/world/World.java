package org.schemuse.importer.mud.world;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.SectionTotals;

/**
 * A dump as a whole, as far as it must be known before any row can be made: which records count, and what every
 * reference comes to. It holds numbers and the names of definitions and players, no values.
 */
public final class World {
    private final Dump dump;
    private final Reading reading;
    private final ObjectTable objects;
    private final DefinitionTable definitions;
    private final Usernames usernames;
    private final SortedSet<Integer> unknownNumbers;
    private final WorldCounts counts;
    private final References references;
    private final Frame frame;

    /** What the first reading learned about the dump as a file. */
    public record Reading(long bytes, String sha256, Charset charset, SectionTotals accounts) {}

    /**
     * What stands before the objects.
     *
     * @param version 0 if the dump does not say
     * @param limits the numbers behind the version
     * @param objectCount as the dump says it; -1 if it does not
     * @param countFirst whether it says so before the version
     */
    public record Frame(int version, List<Integer> limits, int objectCount, boolean countFirst) {}

    /** A user-defined attribute: what an object calls it, with the flag bits of its dialect. */
    public record UserDefinition(String name, int flags) {}

    World(
            Dump dump,
            Reading reading,
            ObjectTable objects,
            DefinitionTable definitions,
            Usernames usernames,
            SortedSet<Integer> unknownNumbers,
            WorldCounts counts,
            Frame frame) {
        this.dump = dump;
        this.reading = reading;
        this.objects = objects;
        this.definitions = definitions;
        this.usernames = usernames;
        this.unknownNumbers = unknownNumbers;
        this.counts = counts;
        this.frame = frame;
        this.references = new References(objects);
    }

    World with(WorldCounts recounted) {
        return new World(dump, reading, objects, definitions, usernames, unknownNumbers, recounted, frame);
    }

    public Dump dump() {
        return dump;
    }

    public Dialect dialect() {
        return dump.dialect();
    }

    public Reading reading() {
        return reading;
    }

    public Frame frame() {
        return frame;
    }

    public WorldCounts counts() {
        return counts;
    }

    /** Built-in numbers in use that the dialect has no name for. */
    public SortedSet<Integer> unknownNumbers() {
        return Collections.unmodifiableSortedSet(unknownNumbers);
    }

    ObjectTable objects() {
        return objects;
    }

    DefinitionTable definitions() {
        return definitions;
    }

    /** Whether this is the record of its object that counts; {@code record} is its place among object records, from 0. */
    public boolean counts(GameObject object, int record) {
        int slot = objects.slot(object.dbref());
        return slot >= 0 && objects.record(slot) == record;
    }

    /** Whether there is such an object and it is no garbage, so that it has a row in {@code objects}. */
    public boolean live(int dbref) {
        return objects.live(dbref);
    }

    /** Whether there is such a player, so that it has a row in {@code users}. */
    public boolean livePlayer(int dbref) {
        return objects.livePlayer(dbref);
    }

    /** The container of a live object as a dbref, or -1. */
    public int location(int dbref) {
        return references.location(objects.slot(dbref));
    }

    public int zone(int dbref) {
        return references.zone(objects.slot(dbref));
    }

    /** Home, destination or drop-to as a dbref, or -1; see {@link #leadsHome} for exits and drop-tos that lead home. */
    public int link(int dbref) {
        return Math.max(references.link(objects.slot(dbref)), -1);
    }

    /** Whether an exit leads whoever takes it home, or a room sends home what is dropped in it. */
    public boolean leadsHome(int dbref) {
        return references.leadsHome(objects.slot(dbref));
    }

    /** The player who owns a live object, as a dbref, or -1. */
    public int owner(int dbref) {
        return references.owner(objects.slot(dbref));
    }

    /** The username of a player whose name, as stored, is {@code name}. */
    public String username(int dbref, String name) {
        return usernames.of(dbref, name);
    }

    public int definitionCount(int definer) {
        return definitions.count(objects.slot(definer));
    }

    /** The attribute at a place, from 0, in the list of an object; empty if there is no such object or place. */
    public Optional<UserDefinition> definition(int definer, int index) {
        if (!definitions.has(objects, definer, index)) {
            return Optional.empty();
        }
        int slot = objects.slot(definer);
        return Optional.of(
                new UserDefinition(definitions.name(slot, index, reading.charset()), definitions.flags(slot, index)));
    }
}
