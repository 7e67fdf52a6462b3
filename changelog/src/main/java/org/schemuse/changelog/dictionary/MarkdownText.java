package org.schemuse.changelog.dictionary;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Markdown as GitHub reads it, part by part. */
final class MarkdownText {
    private final StringBuilder text = new StringBuilder();

    void heading(int level, String title) {
        paragraph("#".repeat(level) + " " + title);
    }

    /** Nothing is written of a text that is null. */
    void paragraph(@Nullable String paragraph) {
        if (paragraph != null) {
            text.append(text.isEmpty() ? "" : "\n").append(paragraph).append('\n');
        }
    }

    /** Columns in which no row says anything are left out, and so is a table without rows. */
    void table(List<String> titles, Stream<List<String>> rows) {
        List<List<String>> cells = rows.toList();
        List<Integer> used = Stream.iterate(0, column -> column < titles.size(), column -> column + 1)
                .filter(column ->
                        cells.stream().anyMatch(row -> !row.get(column).isEmpty()))
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        text.append('\n')
                .append(row(titles, used))
                .append("|---".repeat(used.size()))
                .append("|\n");
        cells.forEach(row -> text.append(row(row, used)));
    }

    private static String row(List<String> cells, List<Integer> used) {
        return used.stream().map(cells::get).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** What people wrote, so that it reads as they wrote it; empty for null. */
    static String prose(@Nullable String words) {
        return words == null
                ? ""
                : words.strip()
                        .replaceAll("([\\\\`*\\[\\]<>|])", "\\\\$1")
                        .replaceAll("(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\_")
                        .replaceAll("\\s*\\R\\s*", "<br>");
    }

    /** What PostgreSQL wrote; empty for null. */
    static String code(@Nullable String words) {
        if (words == null) {
            return "";
        }
        String line = words.strip().replaceAll("\\s*\\R\\s*", " ").replace("|", "\\|");
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
