package org.schemuse.importer.table.file;

import java.util.regex.Pattern;

/** Writes what {@link TextRows} reads: backslashes before what would have a meaning. */
final class TextForm extends RowForm {
    /** Tokens of nothing but what a backslash gives another meaning, as values are written. */
    private static final Pattern AMBIGUOUS = Pattern.compile("(\\\\[nr0\\\\]|[bfnrtvZ0])+");

    private final CsvDialect csv;

    TextForm(CsvDialect csv) {
        this.csv = csv;
    }

    @Override
    String begin(String lastField) {
        return "";
    }

    @Override
    String row(FileRow row, String reason, long before) {
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
        text.append(csv.delimiter());
        add(text, ValueRow.REASON_PREFIX + reason);
        return text.append('\n').toString();
    }

    private void add(StringBuilder text, String value) {
        int from = text.length();
        escape(text, value);
        if (!value.isEmpty() && csv.nullToken().contentEquals(text.subSequence(from, text.length()))) {
            // It would be NULL, and is told apart by a backslash that means nothing.
            text.insert(from + freePlace(csv.nullToken()), '\\');
        }
    }

    /** Whether a value that is written like the token for NULL can be written in another way, too. */
    static boolean tellsFromNull(CsvDialect csv) {
        return !AMBIGUOUS.matcher(csv.nullToken()).matches();
    }

    /** Where a backslash means nothing. */
    private static int freePlace(String token) {
        int at = 0;
        while (token.charAt(at) == '\\' || TextRows.meaning(token.charAt(at)) != token.charAt(at)) {
            at += token.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    private void escape(StringBuilder text, String value) {
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
