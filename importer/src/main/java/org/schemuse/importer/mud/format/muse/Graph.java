package org.schemuse.importer.mud.format.muse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Who is where, whose and whose child, for every object of a generated world, in chains as the server keeps them. */
final class Graph {
    private static final int NOTHING = -1;

    /** Every so many objects a parent defines attributes for things around it, before and behind it in the dump. */
    private static final int PARENT_EVERY = 40;

    /** What an object is, with its type and flags. */
    enum Kind {
        ROOM(0x40000),
        THING(0x100001),
        EXIT(2),
        PLAYER(8),
        GARBAGE(0x4001);

        private final int flags;

        Kind(int flags) {
            this.flags = flags;
        }

        int flags() {
            return flags;
        }
    }

    private final Kind[] kinds;
    private final int[] location;
    private final int[] link;
    private final int[] owner;
    private final int[] contents;
    private final int[] exits;
    private final int[] next;
    private final int[] parent;
    private final int[] lastChild;
    private final int[] sibling;
    private final int[] players;
    private final int[] rooms;

    Graph(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        kinds = kinds(Math.max(size, 2), random);
        players = all(Kind.PLAYER);
        rooms = all(Kind.ROOM);
        location = filled();
        link = filled();
        owner = filled();
        contents = filled();
        exits = filled();
        next = filled();
        parent = filled();
        lastChild = filled();
        sibling = filled();
        for (int dbref = kinds.length - 1; dbref >= 0; dbref--) {
            settle(dbref, random);
        }
    }

    private static Kind[] kinds(int size, SplittableRandom random) {
        Kind[] kinds = new Kind[size];
        for (int i = 0; i < size; i++) {
            int dice = random.nextInt(100);
            kinds[i] = dice < 15 ? Kind.ROOM : dice < 35 ? Kind.EXIT : dice < 37 ? Kind.PLAYER : Kind.THING;
            kinds[i] = dice == 99 ? Kind.GARBAGE : kinds[i];
        }
        kinds[0] = Kind.ROOM;
        kinds[1] = Kind.PLAYER;
        for (int i = 2; i < size; i += PARENT_EVERY) {
            kinds[i] = Kind.THING;
        }
        return kinds;
    }

    private int[] all(Kind kind) {
        int[] found = new int[kinds.length];
        int n = 0;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == kind) {
                found[n++] = i;
            }
        }
        return Arrays.copyOf(found, n);
    }

    private int[] filled() {
        int[] column = new int[kinds.length];
        Arrays.fill(column, NOTHING);
        return column;
    }

    /** Puts an object somewhere, at the head of the chain there. */
    private void settle(int dbref, SplittableRandom random) {
        Kind kind = kinds[dbref];
        owner[dbref] = kind == Kind.PLAYER ? dbref : any(players, random);
        if (kind == Kind.GARBAGE) {
            return;
        }
        if (kind == Kind.ROOM) {
            location[dbref] = dbref;
            return;
        }
        int room = any(rooms, random);
        location[dbref] = room;
        link[dbref] = kind == Kind.EXIT ? any(rooms, random) : 0;
        int[] heads = kind == Kind.EXIT ? exits : contents;
        next[dbref] = heads[room];
        heads[room] = dbref;
        if (kind == Kind.THING && !isParent(dbref)) {
            adopt(dbref, random);
        }
    }

    private void adopt(int dbref, SplittableRandom random) {
        int near = dbref + random.nextInt(-4 * PARENT_EVERY, 4 * PARENT_EVERY);
        int candidate = 2 + Math.floorDiv(near - 2, PARENT_EVERY) * PARENT_EVERY;
        if (candidate >= 2 && candidate < kinds.length) {
            parent[dbref] = candidate;
            sibling[dbref] = lastChild[candidate];
            lastChild[candidate] = dbref;
        }
    }

    private static int any(int[] choice, SplittableRandom random) {
        return choice[random.nextInt(choice.length)];
    }

    int size() {
        return kinds.length;
    }

    Kind kind(int dbref) {
        return kinds[dbref];
    }

    boolean isParent(int dbref) {
        return dbref % PARENT_EVERY == 2;
    }

    int location(int dbref) {
        return location[dbref];
    }

    int link(int dbref) {
        return link[dbref];
    }

    int owner(int dbref) {
        return owner[dbref];
    }

    int firstInside(int dbref) {
        return contents[dbref];
    }

    int firstExit(int dbref) {
        return exits[dbref];
    }

    int next(int dbref) {
        return next[dbref];
    }

    List<Integer> parents(int dbref) {
        return parent[dbref] == NOTHING ? List.of() : List.of(parent[dbref]);
    }

    List<Integer> children(int dbref) {
        List<Integer> children = new ArrayList<>();
        for (int child = lastChild[dbref]; child != NOTHING; child = sibling[child]) {
            children.add(child);
        }
        Collections.reverse(children);
        return children;
    }

    int anyPlayer(SplittableRandom random) {
        return any(players, random);
    }
}
