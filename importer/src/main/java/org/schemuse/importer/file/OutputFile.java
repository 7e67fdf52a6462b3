package org.schemuse.importer.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that a command writes: dumps, exports and reports hold mail and passwords, so only its owner may read it
 * (mode 0600, whatever the umask). A file that is there is replaced once the new one is complete; a device or pipe is
 * written to directly.
 */
public final class OutputFile {
    /** What stands half written, to be removed if the process is told to end. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OutputFile::removeUnfinished, "remove-unfinished-files"));
    }

    private final Path file;

    /** A file that {@link #write} replaces as a whole. */
    public OutputFile(Path file) {
        this.file = file;
    }

    /** Writes something and reports. */
    @FunctionalInterface
    public interface Writing<T> {
        T to(OutputStream out) throws IOException;
    }

    /**
     * Writes the file.
     *
     * @throws OutputFailure if the file cannot be made, written or put in its place; whatever else {@code writing} throws
     *     comes out as it is
     */
    public <T> T write(Writing<T> writing) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return written(file, writing);
        }
        Path place = place();
        Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
        UNFINISHED.add(unfinished);
        try {
            // One that a killed process left, or a link that somebody put there: never written into.
            attempt(() -> Files.deleteIfExists(unfinished));
            attempt(() -> Files.createFile(unfinished, ownersOnly()));
            T report = written(unfinished, writing);
            attempt(() -> Files.move(unfinished, place, StandardCopyOption.REPLACE_EXISTING));
            return report;
        } finally {
            Files.deleteIfExists(unfinished);
            UNFINISHED.remove(unfinished);
        }
    }

    /** The file that a link leads to, so that the link stays. */
    private Path place() throws IOException {
        return Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    }

    private <T> T written(Path to, Writing<T> writing) throws IOException {
        try (OutputStream out = new Named(opened(to))) {
            return writing.to(out);
        }
    }

    private OutputStream opened(Path to) throws IOException {
        try {
            return Files.newOutputStream(to, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    /** Does something with files. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            throw new OutputFailure(file, e);
        }
    }

    /** Read and write for the owner alone; POSIX only, as everything here. */
    static FileAttribute<Set<PosixFilePermission>> ownersOnly() {
        return PosixFilePermissions.asFileAttribute(
                EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    private static void removeUnfinished() {
        for (Path file : UNFINISHED) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A stream whose failures say that it was the output, not the input of the same work. */
    private final class Named extends OutputStream {
        private final OutputStream out;

        Named(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            attempt(() -> out.write(buffer, offset, length));
        }

        @Override
        public void flush() throws IOException {
            attempt(out::flush);
        }

        @Override
        public void close() throws IOException {
            attempt(out::close);
        }
    }
}
