package org.schemuse.importer.table.proposal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.UnnamedFile;

/**
 * Tells whether the texts of a field are all different, whatever their number, in constant memory: hashes of 64 bits are sorted in
 * parts, which go to a temporary file. Different hashes are of different texts, so texts that it takes to be different are. Of a
 * thousand million different texts it takes two for equal once in forty times; then a key is not found that is one.
 */
final class DistinctTest implements Closeable {
    private final int capacity;
    private long[] part = new long[16];
    private int count;
    private final List<Integer> parts = new ArrayList<>();
    private @Nullable UnnamedFile file;
    private boolean repeats;

    /** @param capacity how many hashes are in memory at most */
    DistinctTest(int capacity) {
        this.capacity = capacity;
    }

    /** Adds a text. */
    void add(String text) {
        if (repeats) {
            return;
        }
        if (count == part.length) {
            part = Arrays.copyOf(part, Math.min(capacity, 2 * count));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        part[count++] = MurmurHash3.hash128x64(bytes)[0];
        // Most fields repeat a value soon; then they need no more memory.
        if (count == capacity || Integer.bitCount(count) == 1) {
            sort();
        }
        if (count == capacity && !repeats) {
            store();
        }
    }

    private void sort() {
        Arrays.sort(part, 0, count);
        for (int i = 1; i < count; i++) {
            if (part[i] == part[i - 1]) {
                repeats = true;
                part = new long[0];
                return;
            }
        }
    }

    private void store() {
        try {
            UnnamedFile to = file == null ? UnnamedFile.create() : file;
            file = to;
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.output()))) {
                for (int i = 0; i < count; i++) {
                    out.writeLong(part[i]);
                }
            }
            parts.add(count);
            count = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether no text came twice. To be asked after the last. */
    boolean allDifferent() throws IOException {
        if (!repeats) {
            sort();
        }
        if (!repeats && !parts.isEmpty()) {
            if (count > 0) {
                store();
            }
            repeats = mergeRepeats();
        }
        return !repeats;
    }

    /** A part that is read again, in its order. */
    private static final class Part {
        private final DataInputStream in;
        private int left;
        private long value;

        Part(UnnamedFile file, long from, int size) throws IOException {
            in = new DataInputStream(new BufferedInputStream(file.open(from), 1 << 12));
            left = size;
        }

        boolean next() throws IOException {
            if (left-- == 0) {
                return false;
            }
            value = in.readLong();
            return true;
        }
    }

    private boolean mergeRepeats() throws IOException {
        PriorityQueue<Part> least = new PriorityQueue<>((a, b) -> Long.compare(a.value, b.value));
        long from = 0;
        for (int size : parts) {
            Part next = new Part(Objects.requireNonNull(file), from, size);
            from += (long) Long.BYTES * size;
            if (next.next()) {
                least.add(next);
            }
        }
        long before = 0;
        for (boolean first = true; !least.isEmpty(); first = false) {
            Part next = least.remove();
            if (!first && next.value == before) {
                return true;
            }
            before = next.value;
            if (next.next()) {
                least.add(next);
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
