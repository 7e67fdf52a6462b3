package org.schemuse.importer.table.file;

import java.util.List;

/** Writes CSV as RFC 4180 has it, so that NULL and the empty text stay apart. */
final class CsvForm extends RowForm {
    private final CsvDialect csv;
    private final List<String> fields;

    CsvForm(CsvDialect csv, List<String> fields) {
        this.csv = csv;
        this.fields = fields;
    }

    @Override
    String begin(String lastField) {
        StringBuilder text = new StringBuilder();
        csv.preamble().forEach(line -> text.append(line).append("\r\n"));
        if (!csv.names().isEmpty()) {
            return text.toString();
        }
        for (String field : fields) {
            add(text, field, csv.needsQuotes(field));
        }
        add(text, lastField, false);
        return ended(text);
    }

    @Override
    String row(FileRow row, String reason, long before) {
        StringBuilder text = new StringBuilder();
        String whole = row.whole();
        if (whole != null) {
            add(text, whole, true);
            if (fields.size() == 1) {
                // Or it would be a value when it is imported again.
                add(text, "", true);
            }
        }
        for (int field = 0; field < row.width(); field++) {
            String value = row.text(field);
            add(text, value == null ? csv.nullToken() : value, value != null && csv.needsQuotes(value));
        }
        add(text, csv.names().isEmpty() ? reason : ValueRow.REASON_PREFIX + reason, true);
        return ended(text);
    }

    private void add(StringBuilder text, String value, boolean quoted) {
        if (quoted) {
            String quote = String.valueOf(csv.quote());
            text.append(quote).append(value.replace(quote, quote + quote)).append(quote);
        } else {
            text.append(value);
        }
        text.append(csv.delimiter());
    }

    /** The delimiter after the last value becomes a line end. */
    private static String ended(StringBuilder text) {
        text.setLength(text.length() - 1);
        return text.append("\r\n").toString();
    }

    @Override
    String end(long rows) {
        return "";
    }
}
