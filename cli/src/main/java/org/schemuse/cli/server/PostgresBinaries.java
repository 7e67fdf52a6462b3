package org.schemuse.cli.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.schemuse.cli.report.Failure;

/** The PostgreSQL programs for this machine, unpacked from the class path. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** Whether {@link #unpack} has been here; it leaves all or nothing. */
    static boolean areIn(Path folder) {
        return Files.isExecutable(folder.resolve("bin/postgres"));
    }

    /** Puts {@code bin}, {@code lib} and {@code share} into {@code folder}, which appears only once it is complete. */
    static void unpack(Path folder) throws IOException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".new");
        ServerFolder.delete(aside);
        ServerFolder.delete(folder);
        try (InputStream packed = forThisMachine();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            Files.createDirectories(aside);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, aside);
            }
        }
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Links the programs of one folder into another, file by file, because a process is recognised by the path of its program. */
    static void link(Path unpacked, Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(unpacked)) {
            for (Path path : paths.toList()) {
                Path twin = folder.resolve(unpacked.relativize(path).toString());
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(twin);
                } else if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(twin, Files.readSymbolicLink(path));
                } else {
                    Files.createLink(twin, path);
                }
            }
        }
    }

    private static InputStream forThisMachine() throws IOException {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        String family = system.startsWith("Mac") ? "Darwin" : system;
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    family, machine.equals("amd64") ? "x86_64" : machine);
        } catch (IllegalStateException e) {
            throw Failure.database(
                    "No PostgreSQL inside for " + system + " on " + machine
                            + ". Give --url or the PG* environment for a server of your own.",
                    e);
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("The PostgreSQL archive holds a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> set = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if (executable) {
            set.add(PosixFilePermission.OWNER_EXECUTE);
        }
        return set;
    }
}
