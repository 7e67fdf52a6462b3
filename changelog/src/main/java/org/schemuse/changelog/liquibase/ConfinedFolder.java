package org.schemuse.changelog.liquibase;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.Resource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.LedgerPath;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/**
 * The folder of a changelog, and the only one it may read: Liquibase's own accessor follows {@code ../} and links out
 * of it. Files of document types are refused too, since an entity in one could read any file.
 */
final class ConfinedFolder extends DirectoryResourceAccessor {
    private final Path root;
    private final SortedSet<String> filesRead = new TreeSet<>();
    private @Nullable String lastRead;

    ConfinedFolder(Path root) throws IOException {
        super(existing(root));
        this.root = root.toRealPath();
    }

    /** The file that was asked for last, which is the cause if reading fails; null before the first. */
    @Nullable
    String lastRead() {
        return lastRead;
    }

    /** Every file that was asked for, from the folder. */
    SortedSet<String> filesRead() {
        return filesRead;
    }

    @Override
    public @Nullable List<Resource> getAll(@Nullable String path) throws IOException {
        return inside(super.getAll(withoutPrefix(path)));
    }

    @Override
    public @Nullable List<Resource> search(@Nullable String path, SearchOptions options) throws IOException {
        return inside(super.search(withoutPrefix(path), options));
    }

    @Override
    public @Nullable List<Resource> search(@Nullable String path, boolean recursive) throws IOException {
        return inside(super.search(withoutPrefix(path), recursive));
    }

    /** Does nothing, because no file stays open. */
    @Override
    public void close() {}

    /** The changelog of an application may name files by their place on the class path. */
    private static @Nullable String withoutPrefix(@Nullable String path) {
        return path != null && path.startsWith("classpath") ? LedgerPath.normal(path) : path;
    }

    private @Nullable List<Resource> inside(@Nullable List<Resource> found) throws IOException {
        if (found == null) {
            return null;
        }
        List<Resource> inside = new ArrayList<>();
        for (Resource resource : found) {
            Path file = Path.of(resource.getUri()).toRealPath();
            if (!file.startsWith(root)) {
                throw new UnusableChangelogException(resource.getPath() + ": it lies outside of the changelog's folder "
                        + root + ": move it inside, or name a folder that holds both with --changelog-root");
            }
            if (Files.isRegularFile(file)) {
                lastRead = root.relativize(file).toString().replace('\\', '/');
                filesRead.add(lastRead);
                refuseDocumentType(file);
                YamlAliases.refuseBombs(lastRead, file);
            }
            inside.add(resource);
        }
        return inside;
    }

    private void refuseDocumentType(Path file) throws IOException {
        if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("<!DOCTYPE")) {
                throw new UnusableChangelogException(
                        lastRead + ": it declares a document type, which a changelog needs for"
                                + " nothing and which can read other files: remove the line <!DOCTYPE ...>");
            }
        }
    }

    private static Path existing(Path root) throws FileNotFoundException {
        if (!Files.isDirectory(root)) {
            throw new FileNotFoundException(root + " is no folder");
        }
        return root;
    }
}
