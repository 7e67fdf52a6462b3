package org.schemuse.importer.mud.world;

import java.util.BitSet;
import org.schemuse.importer.finding.Position;

/**
 * References to definitions and parents that the dump did not have when they were read. Most come later; at the end of the
 * dump those that are left are reported, without reading it again.
 */
public final class OpenReferences {
    /** At 24 bytes each they take 12 MB. */
    public static final int MOST = 1 << 19;

    private final int most;
    private final ObjectTable objects;
    private final DefinitionTable definitions;
    private final IntColumn holders = new IntColumn(0);
    private final IntColumn targets = new IntColumn(0);
    private final IntColumn numbers = new IntColumn(0);
    private final PositionColumn positions = new PositionColumn();
    private final BitSet parents = new BitSet();
    private int size;
    private boolean incomplete;

    /** @param most how many are kept at once */
    OpenReferences(int most, ObjectTable objects, DefinitionTable definitions) {
        this.most = most;
        this.objects = objects;
        this.definitions = definitions;
    }

    /** A value of an object, under an attribute that an object defines. */
    void value(WorldObject holder, Attribute value) {
        AttributeKey key = value.key();
        if (!definitions.has(objects, key.definer(), key.number())) {
            add(holder.dbref(), key.definer(), key.number(), false, value.position());
        }
    }

    void parent(WorldObject holder, int parent) {
        if (!objects.live(parent)) {
            add(holder.dbref(), parent, 0, true, holder.position());
        }
    }

    private void add(int holder, int target, int number, boolean parent, Position position) {
        if (size == most) {
            dropSettled();
        }
        if (!incomplete) {
            holders.set(size, holder);
            targets.set(size, target);
            numbers.set(size, number);
            parents.set(size, parent);
            positions.set(size++, position);
        }
    }

    /** Makes room for as many again, or gives up: looking through them for less would cost more than it brings. */
    private void dropSettled() {
        int left = 0;
        for (int i = 0; i < size; i++) {
            if (!settled(i)) {
                holders.set(left, holders.at(i));
                targets.set(left, targets.at(i));
                numbers.set(left, numbers.at(i));
                parents.set(left, parents.get(i));
                positions.set(left++, positions.at(i));
            }
        }
        size = left;
        incomplete |= left >= most / 2;
    }

    private boolean settled(int place) {
        return parents.get(place)
                ? objects.live(targets.at(place))
                : definitions.has(objects, targets.at(place), numbers.at(place));
    }

    /** Something makes what was found so far doubtful, such as a second record of an object. */
    void lookAgain() {
        incomplete = true;
    }

    /** Whether only a further reading of the dump can tell which references are open. */
    boolean incomplete() {
        return incomplete;
    }

    /** Reports those that never came. Only if this is not {@link #incomplete()}. */
    void report(MissingReferences missing) {
        for (int i = 0; i < size; i++) {
            if (parents.get(i)) {
                missing.parent(holders.at(i), positions.at(i), targets.at(i));
            } else {
                missing.value(holders.at(i), positions.at(i), targets.at(i), numbers.at(i));
            }
        }
    }
}
