package org.schemuse.importer.mud.world;

import static org.schemuse.importer.finding.FindingCode.CHAIN_DISAGREES_WITH_LOCATION;
import static org.schemuse.importer.finding.FindingCode.CHAIN_LOOP;
import static org.schemuse.importer.finding.FindingCode.DANGLING_REFERENCE;
import static org.schemuse.importer.finding.FindingCode.DBREF_GAP;
import static org.schemuse.importer.finding.FindingCode.OWNER_NOT_A_PLAYER;
import static org.schemuse.importer.finding.FindingCode.WRONG_COUNT;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;

/** Checks the object graph once all of it is known: numbers, references, and the chains that repeat the locations. */
final class WorldCheck {
    private static final int NOTHING = -1;

    private final ObjectTable objects;
    private final WorldRules rules;
    private final References references;
    private final Findings findings;
    private final BitSet chained = new BitSet();

    WorldCheck(ObjectTable objects, WorldRules rules, Findings findings) {
        this.objects = objects;
        this.rules = rules;
        this.references = new References(objects, rules.repair());
        this.findings = findings;
    }

    /** Checks everything; {@code announced} is how many objects the dump says it has, or {@code null}. */
    void check(@Nullable Integer announced, @Nullable Position where) {
        checkNumbers(announced, where);
        for (int slot = 0; slot < objects.size(); slot++) {
            if (!objects.garbage(slot)) {
                walkChain(slot, objects.exits(slot), true);
                walkChain(slot, objects.contents(slot), false);
            }
        }
        for (int slot = 0; slot < objects.size(); slot++) {
            if (!objects.garbage(slot)) {
                checkReferences(slot);
                checkChained(slot);
            }
        }
    }

    private void checkNumbers(@Nullable Integer announced, @Nullable Position where) {
        int highest = objects.highestDbref();
        if (announced != null && announced != highest + 1) {
            findings.add(new Finding(
                    WRONG_COUNT,
                    where,
                    (String) null,
                    "object count",
                    String.valueOf(highest + 1),
                    String.valueOf(announced),
                    "took all objects that are there"));
        }
        int expected = 0;
        for (int dbref = objects.nextDbref(0); dbref != NOTHING; dbref = objects.nextDbref(expected)) {
            if (dbref > expected) {
                addGap(expected, dbref - 1);
            }
            expected = dbref + 1;
        }
    }

    private void addGap(int from, int to) {
        String found = from == to ? "#" + from + " is missing" : "#" + from + " to #" + to + " are missing";
        findings.add(new Finding(
                DBREF_GAP,
                null,
                (String) null,
                "dbref",
                "every number up to #" + objects.highestDbref(),
                found,
                "left them out"));
    }

    /** Follows {@code next} from a head, once: who was met before ends the walk. */
    private void walkChain(int container, int head, boolean ofExits) {
        int previous = container;
        for (int dbref = head; dbref != NOTHING; dbref = objects.next(previous)) {
            String field = previous == container ? ofExits ? "exits" : "contents" : "next";
            int slot = objects.slot(dbref);
            if (!objects.live(dbref)) {
                add(DANGLING_REFERENCE, previous, field, "an object", "#" + dbref, "the chain ends here");
                return;
            }
            if (chained.get(slot)) {
                add(
                        CHAIN_LOOP,
                        previous,
                        field,
                        "the next in the chain",
                        "#" + dbref + " again",
                        "the locations count");
                return;
            }
            chained.set(slot);
            if (ofExits && objects.location(slot) == WorldObject.BY_CHAIN) {
                objects.relocate(slot, objects.dbref(container));
            }
            if (objects.location(slot) != objects.dbref(container)) {
                add(
                        CHAIN_DISAGREES_WITH_LOCATION,
                        slot,
                        rules.placeField(objects.type(slot)),
                        "#" + objects.dbref(container) + ", whose chain it is in",
                        written(objects.location(slot)),
                        "the location counts");
            }
            previous = slot;
        }
    }

    private void checkChained(int slot) {
        boolean belongsInChain =
                rules.chains() && objects.type(slot) != ObjectType.ROOM && references.location(slot) != NOTHING;
        if (belongsInChain && !chained.get(slot)) {
            add(
                    CHAIN_DISAGREES_WITH_LOCATION,
                    slot,
                    "location",
                    "a place in the chain of #" + objects.location(slot),
                    "none",
                    "the location counts");
        }
    }

    private void checkReferences(int slot) {
        ObjectType type = objects.type(slot);
        checkTarget(slot, rules.placeField(type), objects.location(slot), references.location(slot));
        checkTarget(slot, "zone", objects.zone(slot), references.zone(slot));
        checkTarget(slot, rules.linkField(type), objects.link(slot), references.link(slot));
        int owner = objects.owner(slot);
        if (!objects.live(owner)) {
            add(
                    DANGLING_REFERENCE,
                    slot,
                    "owner",
                    "a player",
                    "#" + owner,
                    "owned by " + shown(references.owner(slot)));
        } else if (!objects.livePlayer(owner)) {
            add(
                    OWNER_NOT_A_PLAYER,
                    slot,
                    "owner",
                    "a player",
                    "#" + owner,
                    "owned by " + shown(references.owner(slot)));
        }
    }

    private void checkTarget(int slot, String field, int written, int resolved) {
        if (written != resolved && written != objects.dbref(slot) && written != NOTHING) {
            add(DANGLING_REFERENCE, slot, field, "an object", written(written), "set to " + shown(resolved));
        }
    }

    private static String written(int dbref) {
        return dbref == WorldObject.BY_CHAIN ? "no exit chain it is in" : "#" + dbref;
    }

    private static String shown(int dbref) {
        return dbref == NOTHING ? "none" : "#" + dbref;
    }

    private void add(FindingCode code, int slot, String field, String expected, String found, String done) {
        findings.add(new Finding(code, objects.position(slot), objects.dbref(slot), field, expected, found, done));
    }
}
