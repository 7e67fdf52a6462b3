package org.schemuse.importer.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.schemuse.importer.problem.UnusableDump;

/**
 * Where a dump's bytes come from: a file, plain or gzip, or standard input. It can be read any number of times; standard
 * input is copied to a temporary file for that, which {@link #close} deletes.
 */
public final class DumpSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final Path file;
    private final boolean temporary;

    private DumpSource(String name, Path file, boolean temporary) {
        this.name = name;
        this.file = file;
        this.temporary = temporary;
    }

    /**
     * A source that is there and not empty.
     *
     * @param dump a path, or {@code -} for standard input
     * @throws UnusableDump if there is nothing there to read
     */
    public static DumpSource of(String dump, InputStream standardInput) throws IOException {
        if (dump.equals("-")) {
            return copied("standard input", standardInput);
        }
        if (dump.isEmpty()) {
            throw new UnusableDump("the name of the dump is empty; name a file, or - for standard input");
        }
        Path file = path(dump);
        if (Files.isDirectory(file)) {
            throw new UnusableDump(dump + ": is a directory; name the dump file in it");
        }
        if (!Files.exists(file)) {
            throw new UnusableDump(dump + ": no such file; check the path");
        }
        if (!Files.isReadable(file)) {
            throw new UnusableDump(dump + ": cannot be read; check its permissions");
        }
        if (!Files.isRegularFile(file)) {
            try (InputStream once = Files.newInputStream(file)) {
                return copied(dump, once);
            }
        }
        return new DumpSource(dump, file, false).refuseEmpty();
    }

    private static Path path(String dump) {
        try {
            return Path.of(dump);
        } catch (InvalidPathException e) {
            throw new UnusableDump(
                    dump + ": is no file name here (" + e.getReason()
                            + "); rename the file, or set LC_ALL to a UTF-8 locale",
                    e);
        }
    }

    /** What can be read only once, such as a pipe, by way of a temporary file. */
    private static DumpSource copied(String name, InputStream once) throws IOException {
        Path copy = Files.createTempFile("schemuse-stdin-", ".dump");
        DumpSource source = new DumpSource(name, copy, true);
        try {
            Files.copy(once, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            source.close();
            throw new UnusableDump(
                    name + ": could not be copied to " + copy.getParent() + " (" + e.getMessage()
                            + "); make room there, or import from a file",
                    e);
        }
        return source.refuseEmpty();
    }

    private DumpSource refuseEmpty() throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            close();
            throw new UnusableDump(name + ": is empty; expected a MUSE flatfile, check where it was copied from");
        }
        return this;
    }

    /** What to call it in reports: the path as given, or {@code standard input}. */
    public String name() {
        return name;
    }

    /** The whole path of the file, to find it again; {@code null} for standard input and pipes. */
    public String path() {
        return temporary ? null : file.toAbsolutePath().normalize().toString();
    }

    /** The bytes as they lie in the file, which for gzip is fewer than {@link #open} gives. For progress. */
    public long storedBytes() throws IOException {
        return Files.size(file);
    }

    /** The dump's bytes from the start, decompressed. */
    public InputStream open() throws IOException {
        return open(new CountingStream(Files.newInputStream(file)));
    }

    /** As {@link #open()}; {@code counter} then says how many stored bytes have been read so far. */
    public InputStream open(CountingStream stored) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? unzipped(bytes) : bytes;
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        try {
            return new GzipStream(bytes);
        } catch (EOFException | ZipException e) {
            throw new UnusableDump("the gzip data ends or breaks in its header; get a new copy of the file", e);
        }
    }

    /** The stored bytes, counted while they are read. */
    public CountingStream stored() throws IOException {
        return new CountingStream(Files.newInputStream(file));
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(file);
        }
    }

    /** A gzip stream whose end in the middle counts as the end of the dump: the reader then says where it stops. */
    private static final class GzipStream extends GZIPInputStream {
        GzipStream(InputStream in) throws IOException {
            super(in, BUFFER);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (EOFException e) {
                return -1;
            } catch (ZipException e) {
                throw new UnusableDump(
                        "the gzip data is damaged (" + e.getMessage() + "); get a new copy of the file", e);
            }
        }
    }
}
