package org.schemuse.importer.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A temporary file without a name: its name is removed before the first byte is written. So no other user can open it,
 * whatever the umask, and it is gone when the process ends, however that ends. It can be written once and then read any
 * number of times, also by several threads.
 */
public final class UnnamedFile implements Closeable {
    private final RandomAccessFile file;
    private final Path folder;

    private UnnamedFile(RandomAccessFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** An empty one in the folder for temporary files, which is {@code java.io.tmpdir}. */
    public static UnnamedFile create() throws IOException {
        Path named = Files.createTempFile("schemuse-", ".tmp", OutputFile.ownersOnly());
        try {
            return new UnnamedFile(
                    new RandomAccessFile(named.toFile(), "rw"), Objects.requireNonNull(named.getParent()));
        } finally {
            Files.delete(named);
        }
    }

    /** Where its bytes lie, for a message about a full disk. */
    public Path folder() {
        return folder;
    }

    /** How many bytes it has. */
    public long size() throws IOException {
        return file.length();
    }

    /** Appends. Closing it leaves the file open. */
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                synchronized (file) {
                    file.seek(file.length());
                    file.write(buffer, offset, length);
                }
            }
        };
    }

    /** Its bytes from the first one. Each reading has a place of its own. */
    public InputStream open() {
        return open(0);
    }

    /** As {@link #open()}, from a later byte on. */
    public InputStream open(long from) {
        return new InputStream() {
            private long position = from;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            // Not by a channel: an interrupt of a thread that reads would close it for all others.
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, buffer.length);
                synchronized (file) {
                    file.seek(position);
                    int n = file.read(buffer, offset, length);
                    position += Math.max(n, 0);
                    return n;
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
