package org.schemuse.changelog.lint.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/**
 * Everything in a folder that runs on a database, each changeset once: first the changelogs, those that include others
 * before those that do not and what lies higher before what lies deeper, then SQL that none of them includes, by name.
 * Folders whose name begins with a dot are somebody else's.
 */
final class Folder {
    private static final Pattern CHANGELOG = Pattern.compile("\\.(ya?ml|xml|json)$");
    private static final Pattern INCLUDES = Pattern.compile("[<\" {-]include(All)?\\b");

    private final Path folder;
    private final Function<Path, List<Step>> reader;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Path> read = new HashSet<>();

    Folder(Path folder, Function<Path, List<Step>> reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** @throws UnusableChangelogException where there is none, or one of them cannot be read */
    List<Step> steps() {
        List<Path> files = files();
        files.stream()
                .filter(Folder::isChangelog)
                .sorted(Comparator.comparing(
                                (Path file) -> !INCLUDES.matcher(text(file)).find())
                        .thenComparing(Path::getNameCount))
                .forEach(this::take);
        files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".sql"))
                .forEach(this::take);
        if (read.isEmpty()) {
            throw new UnusableChangelogException(
                    folder + ": expected changelogs or files of SQL in this folder, found neither");
        }
        return steps;
    }

    /** What an earlier changelog included is there already. */
    private void take(Path file) {
        if (!read.contains(real(file))) {
            List<Step> fresh = reader.apply(file).stream()
                    .filter(step ->
                            !read.contains(real(Path.of(step.heading().file().path()))))
                    .toList();
            fresh.forEach(step -> read.add(real(Path.of(step.heading().file().path()))));
            read.add(real(file));
            steps.addAll(fresh);
        }
    }

    static boolean mayBeChangelog(Path file) {
        return CHANGELOG.matcher(file.toString().toLowerCase(Locale.ROOT)).find();
    }

    private static boolean isChangelog(Path file) {
        return mayBeChangelog(file) && text(file).contains("databaseChangeLog");
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(folder.relativize(file).toString().split("[/\\\\]"))
                            .noneMatch(name -> name.startsWith(".")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Bytes that are no text do not matter yet. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static UnusableChangelogException unreadable(Path file, IOException e) {
        return new UnusableChangelogException(file + ": cannot be read: " + e.getMessage(), e);
    }
}
