package org.schemuse.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Texts generated from a live schema, and the files of a repository that contain them. */
public final class GeneratedFiles {
    /** Lines of the difference of one file. To see all of it, write the file and compare it in the repository. */
    private static final int LONGEST_DIFF = 20;

    private static final int CONTEXT = 1;

    private final Map<Path, String> texts = new TreeMap<>();
    private final Set<Path> leftovers = new TreeSet<>();

    public GeneratedFiles with(Path file, String text) {
        texts.put(file, text);
        return this;
    }

    /** Files of this folder that begin with {@code firstLine} and hold none of the texts are left over from earlier ones. */
    public GeneratedFiles withLeftoversIn(Path folder, String firstLine) {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !texts.containsKey(file)
                                && String.valueOf(content(file)).startsWith(firstLine))
                        .forEach(leftovers::add);
            } catch (IOException e) {
                throw unreadable(folder, e);
            }
        }
        return this;
    }

    /** How a file differs from what it should hold. */
    public enum Kind {
        MISSING,
        CHANGED,
        /** The table that it describes no longer exists. */
        LEFT_OVER
    }

    /**
     * A file that is not as it should be.
     *
     * @param diff in unified form, from the file to what it should hold, cut short; empty unless it is changed
     */
    public record Difference(String file, Kind kind, List<String> diff) {}

    public List<String> names() {
        return texts.keySet().stream().map(Path::toString).toList();
    }

    /** Writes each file that differs and deletes leftovers. Creates missing folders. */
    public void write() {
        texts.forEach((file, text) -> {
            if (!text.equals(content(file))) {
                change(file, () -> {
                    if (file.getParent() != null) {
                        Files.createDirectories(file.getParent());
                    }
                    Files.writeString(file, text);
                });
            }
        });
        leftovers.forEach(file -> change(file, () -> Files.delete(file)));
    }

    private interface Change {
        void run() throws IOException;
    }

    private static void change(Path file, Change change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.OUTPUT,
                    "Cannot write " + file + ": " + Failure.reason(e) + ". Name a place that may be written to.",
                    e);
        }
    }

    /** What {@link #write} would change; writes nothing. */
    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        texts.forEach((file, text) -> {
            String found = content(file);
            if (found == null) {
                differences.add(new Difference(file.toString(), Kind.MISSING, List.of()));
            } else if (!found.equals(text)) {
                differences.add(new Difference(file.toString(), Kind.CHANGED, diff(file, found, text)));
            }
        });
        leftovers.forEach(file -> differences.add(new Difference(file.toString(), Kind.LEFT_OVER, List.of())));
        return differences;
    }

    private static List<String> diff(Path file, String found, String expected) {
        List<String> before = found.lines().toList();
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                file.toString(),
                "the live schema",
                before,
                DiffUtils.diff(before, expected.lines().toList()),
                CONTEXT);
        if (diff.isEmpty()) {
            return List.of("only line ends differ");
        }
        if (diff.size() <= LONGEST_DIFF) {
            return List.copyOf(diff);
        }
        List<String> cut = new ArrayList<>(diff.subList(0, LONGEST_DIFF));
        cut.add("... " + (diff.size() - LONGEST_DIFF) + " more lines");
        return cut;
    }

    /** Null where there is no such file. */
    private static @Nullable String content(Path file) {
        // A device has no content, and reading it may never end.
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            // Not readString: a file in another charset differs, which is no failure.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path place, IOException e) {
        return new Failure(ExitCode.INPUT, "Cannot read " + place + ": " + Failure.reason(e) + ".", e);
    }
}
