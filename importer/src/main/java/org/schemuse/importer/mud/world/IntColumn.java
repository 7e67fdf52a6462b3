package org.schemuse.importer.mud.world;

import java.util.Arrays;

/** Numbers by position, for millions of positions: grows without copying, and takes no memory for stretches never set. */
final class IntColumn {
    /** Chunks of 1 KiB: a dump whose numbers lie far apart costs no more than that for each of them. */
    private static final int BITS = 8;

    private static final int CHUNK = 1 << BITS;

    private final int absent;
    private int[][] chunks = new int[16][];

    /** Empty; every position holds {@code absent} until it is set. */
    IntColumn(int absent) {
        this.absent = absent;
    }

    int at(int position) {
        int chunk = position >>> BITS;
        if (chunk >= chunks.length || chunks[chunk] == null) {
            return absent;
        }
        return chunks[chunk][position & (CHUNK - 1)];
    }

    void set(int position, int value) {
        int chunk = position >>> BITS;
        if (chunk >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, chunks.length * 2));
        }
        if (chunks[chunk] == null) {
            chunks[chunk] = new int[CHUNK];
            Arrays.fill(chunks[chunk], absent);
        }
        chunks[chunk][position & (CHUNK - 1)] = value;
    }

    /** The first position from {@code from} on that holds something, or -1; stretches never set cost next to nothing. */
    int firstSet(int from) {
        for (int chunk = from >>> BITS; chunk < chunks.length; chunk++) {
            if (chunks[chunk] != null) {
                for (int i = Math.max(from - (chunk << BITS), 0); i < CHUNK; i++) {
                    if (chunks[chunk][i] != absent) {
                        return (chunk << BITS) + i;
                    }
                }
            }
        }
        return -1;
    }
}
