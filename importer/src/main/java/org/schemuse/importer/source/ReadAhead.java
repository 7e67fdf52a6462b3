package org.schemuse.importer.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead on a thread of its own and shows every byte to a watch there: hashing, and unzipping, take about
 * as long as parsing does. The watch has seen all when this stream is at its end.
 */
final class ReadAhead extends InputStream {
    private static final int CHUNK = 1 << 18;

    private static final int CHUNKS = 4;

    private final InputStream in;
    private final ByteWatch watch;
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread reader = new Thread(this::readAll, "read-ahead");
    private Chunk current = new Chunk(new byte[0], 0, null);
    private int used;

    /** Some bytes; {@code length} -1 at the end, where {@code failure} says why it is one, if it should not be. */
    private static final class Chunk {
        private final byte[] bytes;
        private final int length;
        private final @Nullable Throwable failure;

        Chunk(byte[] bytes, int length, @Nullable Throwable failure) {
            this.bytes = bytes;
            this.length = length;
            this.failure = failure;
        }
    }

    /** Begins to read, and closes {@code in} when it is closed. */
    static ReadAhead of(InputStream in, ByteWatch watch) {
        ReadAhead ahead = new ReadAhead(in, watch);
        ahead.reader.setDaemon(true);
        ahead.reader.start();
        return ahead;
    }

    private ReadAhead(InputStream in, ByteWatch watch) {
        this.in = in;
        this.watch = watch;
        for (int i = 0; i < CHUNKS - 1; i++) {
            empty.add(new byte[CHUNK]);
        }
    }

    private void readAll() {
        try {
            full.put(readUntilEnd());
        } catch (InterruptedException e) {
            // Closed: nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    private Chunk readUntilEnd() throws InterruptedException {
        byte[] none = new byte[0];
        try {
            while (true) {
                byte[] bytes = empty.take();
                int length = in.read(bytes, 0, bytes.length);
                if (length < 0) {
                    watch.end();
                    return new Chunk(none, -1, null);
                }
                watch.see(bytes, 0, length);
                full.put(new Chunk(bytes, length, null));
            }
        } catch (IOException | RuntimeException | Error e) {
            return new Chunk(none, -1, e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        while (used == current.length) {
            next();
        }
        if (current.length < 0) {
            return -1;
        }
        int n = Math.min(length, current.length - used);
        System.arraycopy(current.bytes, used, buffer, offset, n);
        used += n;
        return n;
    }

    private void next() throws IOException {
        try {
            if (current.bytes.length > 0) {
                empty.put(current.bytes);
            }
            current = full.take();
            used = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
        if (current.failure instanceof IOException failure) {
            throw failure;
        }
        if (current.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (current.failure instanceof Error failure) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
