package org.schemuse.importer.table.file;

import org.jspecify.annotations.Nullable;

/** Writes what {@link TextRows} reads: backslashes before what would have a meaning. */
final class TextForm extends RowForm {
    private final CsvDialect csv;

    TextForm(CsvDialect csv) {
        this.csv = csv;
    }

    @Override
    String begin(@Nullable String lastField) {
        return "";
    }

    @Override
    String row(FileRow row, @Nullable String reason, long before) {
        StringBuilder text = new StringBuilder();
        for (int field = 0; field < row.width(); field++) {
            String value = row.text(field);
            text.append(field == 0 ? "" : csv.delimiter());
            if (value == null) {
                text.append(csv.nullToken());
            } else {
                add(text, value);
            }
        }
        if (reason != null) {
            text.append(csv.delimiter());
            add(text, ValueRow.REASON_PREFIX + reason);
        }
        return text.append('\n').toString();
    }

    private void add(StringBuilder text, String value) {
        // A value that reads like the token for NULL is told apart by a backslash that means nothing.
        if (value.equals(csv.nullToken()) && !value.isEmpty() && value.charAt(0) != '\\') {
            text.append('\\');
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\0' -> text.append("\\0");
                case '\\' -> text.append("\\\\");
                default -> text.append(c == csv.delimiter() ? "\\" : "").append(c);
            }
        }
    }

    @Override
    String end(long rows) {
        return "";
    }
}
