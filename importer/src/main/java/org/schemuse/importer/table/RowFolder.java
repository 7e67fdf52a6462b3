package org.schemuse.importer.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.Compression;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.shape.NearName;

/**
 * A folder with files of rows, each called like its table. Files below it, hidden ones, those with rejects of an import, and those of
 * no known format are left out.
 */
public final class RowFolder {
    /** A number that puts files in an order. */
    private static final Pattern ORDER = Pattern.compile("^[0-9]+[_. -]+(?=.)");

    private static final Pattern REJECTS = Pattern.compile("\\.rejects(\\.[^.]+)?$", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final String name;
    private final List<Path> files;
    private final List<String> notes;

    private RowFolder(Path folder, String name, List<Path> files, List<String> notes) {
        this.folder = folder;
        this.name = name;
        this.files = files;
        this.notes = notes;
    }

    /**
     * Looks for the files of a folder.
     *
     * @param skipped names of files that are left out
     * @throws UnusableDumpException if there is no such folder, or no file to import in it
     */
    public static RowFolder of(Path folder, Collection<String> skipped) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableDumpException(folder
                    + (Files.exists(folder)
                            ? ": is a file; import it with --table"
                            : ": no such folder; check the path"));
        }
        List<Path> files = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> unseen = new LinkedHashSet<>(skipped);
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String name = nameOf(file);
                if (!unseen.remove(name)) {
                    sort(file, name, files, notes);
                }
            }
        }
        if (!unseen.isEmpty()) {
            throw new UnusableDumpException(folder + ": has no file " + String.join(", ", unseen)
                    + "; expected with --skip-file the name of a file in it");
        }
        if (files.isEmpty()) {
            throw new UnusableDumpException(folder + ": has no file to import; expected files such as users.csv, called"
                    + " like their tables");
        }
        Path whole = folder.toAbsolutePath().normalize();
        return new RowFolder(whole, whole.getFileName() == null ? whole.toString() : nameOf(whole), files, notes);
    }

    private static void sort(Path file, String name, List<Path> files, List<String> notes) {
        if (name.startsWith(".") || REJECTS.matcher(Compression.plainName(name)).find()) {
            return;
        }
        if (TableFile.Format.of(name).isPresent()) {
            files.add(file);
        } else {
            notes.add("file " + name + " is left out: its name shows no format of rows");
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Its name without the folders above it. */
    public String name() {
        return name;
    }

    /** Its whole path. */
    String path() {
        return folder.toString();
    }

    /** What was left out, a line each. */
    List<String> notes() {
        return notes;
    }

    /** The names of its files that are to be imported. */
    public List<String> files() {
        return files.stream().map(RowFolder::nameOf).toList();
    }

    /**
     * Whether each file is called like a table.
     *
     * @param schema of the tables
     * @param tables all of them
     */
    public boolean fits(String schema, Collection<String> tables) {
        return files.stream()
                .allMatch(file -> !candidates(stem(file), schema, tables).isEmpty());
    }

    /** A file with the table it is for. */
    record Match(Path file, String table, @Nullable String note) {
        DumpSource open() throws IOException {
            return DumpSource.of(file.toString(), InputStream.nullInputStream());
        }
    }

    /**
     * Finds the table of each file.
     *
     * @param schema of the tables
     * @param tables all of them
     * @return by table
     * @throws UnusableDumpException if a file has none, or two have the same
     */
    Map<String, Match> matches(String schema, Collection<String> tables) {
        Map<String, Match> matches = new TreeMap<>();
        for (Path file : files) {
            Match match = match(file, schema, tables);
            Match other = matches.putIfAbsent(match.table(), match);
            if (other != null) {
                throw new UnusableDumpException(folder + ": files " + nameOf(other.file()) + " and " + nameOf(file)
                        + " are both for table " + match.table() + "; leave one out with --skip-file "
                        + nameOf(file));
            }
        }
        return matches;
    }

    private Match match(Path file, String schema, Collection<String> tables) {
        String stem = stem(file);
        List<String> found = candidates(stem, schema, tables);
        if (found.size() == 1) {
            String table = found.get(0);
            return new Match(
                    file, table, table.equals(stem) ? null : "file " + nameOf(file) + " goes into table " + table);
        }
        String skip = "; rename it, or leave it out with --skip-file " + nameOf(file);
        if (found.isEmpty()) {
            String near = NearName.of(bare(stem, schema), tables).stream()
                    .findFirst()
                    .map(table -> "; did you mean \"" + table + "\"?")
                    .orElse("");
            throw new UnusableDumpException(
                    file + ": schema \"" + schema + "\" has no table \"" + bare(stem, schema) + "\"" + near
                            + (near.isEmpty() ? skip : " Rename it, or leave it out with --skip-file " + nameOf(file)));
        }
        throw new UnusableDumpException(file + ": may be for table " + String.join(" or ", found) + skip);
    }

    /** The name without what tells the format and the compression. */
    private static String stem(Path file) {
        String plain = Compression.plainName(nameOf(file));
        return plain.substring(0, plain.lastIndexOf('.'));
    }

    /** The tables that a file may be for; the more exact a name, the sooner it counts. */
    private static List<String> candidates(String stem, String schema, Collection<String> tables) {
        return Stream.of(stem, ORDER.matcher(stem).replaceFirst(""), bare(stem, schema))
                .map(name -> called(name, tables))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> called(String name, Collection<String> tables) {
        if (tables.contains(name)) {
            return List.of(name);
        }
        String folded = NearName.folded(name);
        return tables.stream()
                .filter(table -> NearName.folded(table).equals(folded))
                .toList();
    }

    /** Without a number and without the schema before it. */
    private static String bare(String stem, String schema) {
        String name = ORDER.matcher(stem).replaceFirst("");
        String start =
                name.substring(0, Math.min(name.length(), schema.length() + 1)).toLowerCase(Locale.ROOT);
        return Optional.of(name)
                .filter(whole -> start.matches(Pattern.quote(schema.toLowerCase(Locale.ROOT)) + "[._-]"))
                .map(whole -> whole.substring(schema.length() + 1))
                .filter(rest -> !rest.isEmpty())
                .orElse(name);
    }
}
