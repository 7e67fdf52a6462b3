package org.schemuse.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A list with a line of headings, in columns: numbers to the right, texts to the left. */
final class Columns {
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9,.]*|");
    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    Columns(String... headings) {
        lines.add(List.of(headings));
    }

    /** One line, a value for each heading; whole numbers get thousands separators. */
    void add(Object... values) {
        List<String> line = new ArrayList<>();
        for (Object value : values) {
            line.add(
                    value instanceof Number number
                            ? String.format(Locale.ROOT, "%,d", number.longValue())
                            : value.toString());
        }
        lines.add(line);
    }

    @Override
    public String toString() {
        List<StringBuilder> text =
                lines.stream().map(line -> new StringBuilder()).toList();
        for (int column = 0; column < lines.get(0).size(); column++) {
            addTo(text, column);
        }
        return String.join(
                "\n", text.stream().map(line -> line.toString().stripTrailing()).toList());
    }

    private void addTo(List<StringBuilder> text, int column) {
        List<String> cells = lines.stream().map(line -> line.get(column)).toList();
        int width = cells.stream().mapToInt(String::length).max().orElse(0);
        boolean numbers =
                cells.stream().skip(1).allMatch(cell -> NUMBER.matcher(cell).matches());
        for (int i = 0; i < cells.size(); i++) {
            String blanks = " ".repeat(width - cells.get(i).length());
            text.get(i).append(column == 0 ? "" : GAP).append(numbers ? blanks + cells.get(i) : cells.get(i) + blanks);
        }
    }
}
