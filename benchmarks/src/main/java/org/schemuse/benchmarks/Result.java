package org.schemuse.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured: tables, and notes about what the tables do not say. */
final class Result {
    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** One table; a cell that is a {@link Number} is set to the right. */
    static final class Table {
        private final String title;
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        private Table(String title, List<String> columns) {
            this.title = title;
            this.columns = columns;
        }

        /** Adds a row with a cell for each column. */
        Table row(Object... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        title + " has " + columns.size() + " columns, but a row has " + cells.length);
            }
            rows.add(List.of(cells));
            return this;
        }

        private String lines(boolean markdown) {
            List<Integer> widths = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                int column = i;
                int widest = rows.stream()
                        .mapToInt(row -> shown(row.get(column)).length())
                        .max()
                        .orElse(0);
                widths.add(Math.max(3, Math.max(widest, columns.get(i).length())));
            }
            StringBuilder text = new StringBuilder();
            line(text, columns, widths, markdown);
            if (markdown) {
                for (int i = 0; i < columns.size(); i++) {
                    String dashes = "-".repeat(widths.get(i) - 1);
                    text.append("| ")
                            .append(toTheRight(i) ? dashes + ":" : dashes + "-")
                            .append(' ');
                }
                text.append("|\n");
            }
            rows.forEach(row -> line(text, row, widths, markdown));
            return text.toString();
        }

        private boolean toTheRight(int column) {
            return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
        }

        private void line(StringBuilder text, List<?> cells, List<Integer> widths, boolean markdown) {
            for (int i = 0; i < cells.size(); i++) {
                String cell = shown(cells.get(i));
                String space = " ".repeat(widths.get(i) - cell.length());
                text.append(markdown ? "| " : "");
                text.append(toTheRight(i) ? space + cell : cell + space).append(markdown ? " " : "  ");
            }
            text.append(markdown ? "|\n" : "\n");
        }

        private static String shown(Object cell) {
            if (cell instanceof Double number) {
                int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
                return String.format(Locale.ROOT, "%,." + decimals + "f", number);
            }
            return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : cell + "";
        }
    }

    Table table(String title, String... columns) {
        Table table = new Table(title, List.of(columns));
        tables.add(table);
        return table;
    }

    /** A sentence below the tables. */
    Result note(String sentence) {
        notes.add(sentence);
        return this;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append(table.title)
                .append("\n\n")
                .append(table.lines(false))
                .append('\n'));
        notes.forEach(note -> text.append("* ").append(note).append('\n'));
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        tables.forEach(table -> text.append("## ")
                .append(table.title)
                .append("\n\n")
                .append(table.lines(true))
                .append('\n'));
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }
}
