package org.schemuse.importer.mud.world;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A dump as a whole, as far as it must be known before any row can be made: which records count, and what every
 * reference comes to. It holds numbers and the names of definitions and players, no values.
 */
public final class World {
    private final WorldRules rules;
    private final Charset charset;
    private final ObjectTable objects;
    private final DefinitionTable definitions;
    private final Usernames usernames;
    private final SortedSet<Integer> unknownNumbers;
    private final WorldCounts counts;
    private final References references;

    /** A user-defined attribute: what an object calls it, with its flags as words. */
    public record UserDefinition(String name, List<String> flags) {}

    World(
            WorldRules rules,
            Charset charset,
            ObjectTable objects,
            DefinitionTable definitions,
            Usernames usernames,
            SortedSet<Integer> unknownNumbers,
            WorldCounts counts) {
        this.rules = rules;
        this.charset = charset;
        this.objects = objects;
        this.definitions = definitions;
        this.usernames = usernames;
        this.unknownNumbers = unknownNumbers;
        this.counts = counts;
        this.references = new References(objects, rules.repair());
    }

    World with(WorldCounts recounted) {
        return new World(rules, charset, objects, definitions, usernames, unknownNumbers, recounted);
    }

    /** How the servers of this world take what its records say. */
    public WorldRules rules() {
        return rules;
    }

    /** What its texts are decoded in. */
    public Charset charset() {
        return charset;
    }

    /** How many there are of each kind. */
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
    public boolean counts(WorldObject object, int record) {
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

    /** The zone of an object, or -1. */
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

    /** How many attributes an object defines. */
    public int definitionCount(int definer) {
        return definitions.count(objects.slot(definer));
    }

    /** The attribute at a place, from 0, in the list of an object; empty if there is no such object or place. */
    public Optional<UserDefinition> definition(int definer, int index) {
        if (!definitions.has(objects, definer, index)) {
            return Optional.empty();
        }
        int slot = objects.slot(definer);
        return Optional.of(new UserDefinition(definitions.name(slot, index, charset), definitions.flags(slot, index)));
    }
}
