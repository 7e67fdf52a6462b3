package org.schemuse.importer.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.UnnamedFile;
import org.schemuse.importer.finding.UnusableDumpException;

/**
 * Where a dump's bytes come from: a file, plain or gzip, or standard input. It can be read any number of times; what can be
 * read only once is copied to a temporary file without a name for that, which {@link #close} gives back.
 *
 * <p>A game server writes its next dump over the last one, or puts it in its place. So the first whole reading tells its
 * SHA-256 ({@link #pin}), and every later one that reaches the end is compared with it.
 */
public final class DumpSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final @Nullable Path file;
    private final @Nullable UnnamedFile copy;
    private volatile @Nullable String sha256;
    private volatile @Nullable Path companion;

    private DumpSource(String name, @Nullable Path file, @Nullable UnnamedFile copy) {
        this.name = name;
        this.file = file;
        this.copy = copy;
    }

    /**
     * A source that is there and not empty.
     *
     * @param dump a path, or {@code -} for standard input
     * @throws UnusableDumpException if there is nothing there to read
     */
    public static DumpSource of(String dump, InputStream standardInput) throws IOException {
        if (dump.equals("-")) {
            return copied("standard input", standardInput);
        }
        if (dump.isEmpty()) {
            throw new UnusableDumpException("the name of the dump is empty; name a file, or - for standard input");
        }
        Path file = path(dump);
        if (Files.isDirectory(file)) {
            throw new UnusableDumpException(
                    dump + ": is a directory; name the dump file in it, or import its files of rows with --dir");
        }
        if (!Files.exists(file)) {
            throw new UnusableDumpException(dump + ": no such file; check the path");
        }
        if (!Files.isReadable(file)) {
            throw new UnusableDumpException(dump + ": cannot be read; check its permissions");
        }
        if (!Files.isRegularFile(file)) {
            try (InputStream once = Files.newInputStream(file)) {
                return copied(dump, once);
            }
        }
        return new DumpSource(dump, file, null).refuseEmpty();
    }

    /** What somebody writes now, in a temporary file without a name. */
    public static DumpSource written(String name, UnnamedFile file) {
        return new DumpSource(name, null, file);
    }

    private static Path path(String dump) {
        try {
            return Path.of(dump);
        } catch (InvalidPathException e) {
            throw new UnusableDumpException(
                    dump + ": is no file name here (" + e.getReason()
                            + "); rename the file, or set LC_ALL to a UTF-8 locale",
                    e);
        }
    }

    /** What can be read only once, such as a pipe, by way of a temporary file. */
    private static DumpSource copied(String name, InputStream once) throws IOException {
        UnnamedFile copy = UnnamedFile.create();
        try {
            once.transferTo(copy.output());
        } catch (IOException e) {
            copy.close();
            throw new UnusableDumpException(
                    name + ": could not be copied to " + copy.folder() + " (" + e.getMessage()
                            + "); make room there, or import from a file",
                    e);
        }
        return new DumpSource(name, null, copy).refuseEmpty();
    }

    private DumpSource refuseEmpty() throws IOException {
        if (storedBytes() == 0) {
            close();
            throw new UnusableDumpException(name + ": is empty; check where it was copied from");
        }
        return this;
    }

    /** What to call it in reports: the path as given, or {@code standard input}. */
    public String name() {
        return name;
    }

    /** The whole path of the file, to find it again; {@code null} for standard input and pipes. */
    public @Nullable String path() {
        return file == null ? null : file.toAbsolutePath().normalize().toString();
    }

    /** The bytes as they lie in the file, which for gzip is fewer than {@link #open} gives. For progress. */
    public long storedBytes() throws IOException {
        return copy == null ? Files.size(file) : copy.size();
    }

    /**
     * Reads a second file behind this one from now on, if it lies beside it: what both hold is one dump.
     *
     * @param suffix what its name ends in behind the name of this file
     * @throws UnusableDumpException if it is there and cannot be read
     */
    public void attach(String suffix) {
        Path beside = file == null ? null : file.resolveSibling(file.getFileName() + suffix);
        companion = beside != null && Files.exists(beside) ? beside : null;
        if (companion != null && !Files.isReadable(beside)) {
            throw new UnusableDumpException(beside + ": belongs to the dump and cannot be read; check its permissions");
        }
    }

    /** Says what the bytes are; from now on a reading that ends with others is refused. */
    public void pin(String sha256OfAll) {
        sha256 = sha256OfAll;
    }

    /** The dump's bytes from the start, decompressed. */
    public InputStream open() throws IOException {
        return open(stored());
    }

    /**
     * As {@link #open()}; {@code stored} then says how many stored bytes have been read so far. Where the bytes are
     * pinned, they are read ahead and hashed on a thread of its own, and the end of others is an {@link UnusableDumpException}.
     */
    public InputStream open(CountingStream stored) throws IOException {
        InputStream plain = plain(stored);
        Path second = companion;
        if (second != null) {
            plain = new SequenceInputStream(plain, plain(opened(second)));
        }
        return sha256 == null ? plain : ReadAhead.of(plain, new PinnedBytes());
    }

    private static InputStream plain(InputStream stored) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(stored, BUFFER);
        try {
            return Compression.of(bytes) == Compression.GZIP ? unzipped(bytes) : Compression.open(bytes);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /**
     * Reads all of it once more after a failure: of a dump that changed meanwhile, that is the reason.
     *
     * @throws UnusableDumpException if it is no longer what was pinned
     */
    public void requireUnchanged() throws IOException {
        if (sha256 != null) {
            try (InputStream bytes = open()) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private UnusableDumpException changed(String found) {
        return new UnusableDumpException(name + ": the dump changed while it was read: expected SHA-256 " + sha256
                + ", found " + found + "; make a copy of it while the game server writes none, and give that");
    }

    /** The digest of a later reading. */
    private final class PinnedBytes implements ByteWatch {
        private final MessageDigest digest = ContentDigest.newSha256();

        @Override
        public void see(byte[] buffer, int from, int to) {
            digest.update(buffer, from, to - from);
        }

        @Override
        public void end() {
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(sha256)) {
                throw changed(found);
            }
        }
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        try {
            return new GzipStream(bytes);
        } catch (EOFException | ZipException e) {
            throw new UnusableDumpException(
                    "the gzip data ends or breaks in its header; get a new copy of the file", e);
        }
    }

    /** The stored bytes, counted while they are read. */
    public CountingStream stored() throws IOException {
        if (copy != null) {
            return new CountingStream(copy.open());
        }
        return new CountingStream(opened(Objects.requireNonNull(file, "neither file nor copy")));
    }

    private InputStream opened(Path path) throws IOException {
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            if (sha256 == null) {
                throw e;
            }
            throw changed("no file");
        }
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            copy.close();
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
                throw new UnusableDumpException(
                        "the gzip data is damaged (" + e.getMessage() + "); get a new copy of the file", e);
            }
        }
    }
}
