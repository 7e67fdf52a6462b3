package org.schemuse.importer.table.file;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Puts the values of a row under the names of a header, for formats whose rows are values and no names. */
final class ValueRow {
    /** What the reason of a rejected row begins with in a file without a header, where nothing else shows what it is. */
    static final String REASON_PREFIX = FieldNames.REASON + ": ";

    private final TableFile file;
    private final FieldNames names = new FieldNames();
    private final boolean header;
    /** The number of the field that each value of a row is. */
    private final int[] fields;

    private long rows;

    private ValueRow(List<String> all, TableFile file, boolean header) {
        this.file = file;
        this.header = header;
        this.fields = new int[all.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = names.number(usable(all.get(i), i));
        }
    }

    /** Under the names of a header. */
    static ValueRow of(List<String> header, TableFile file) {
        return new ValueRow(header, file, true);
    }

    /** Under names that the caller knows. */
    static ValueRow withoutHeader(List<String> names, TableFile file) {
        return new ValueRow(names, file, false);
    }

    private String usable(String name, int place) {
        int bad = BadText.in(name);
        if (bad >= 0) {
            throw new UnusableDumpException(
                    "the header is not text in " + file.charset().name() + " (found "
                            + BadText.at(bad, name, name, file.charset()).found()
                            + "); set the charset with --charset");
        }
        if (name.isBlank()) {
            throw new UnusableDumpException("the header has no name for field " + (place + 1)
                    + "; expected a name for each field; write one there, or set the line of the header");
        }
        if (names.has(name)) {
            throw new UnusableDumpException(
                    "the header has the name " + Finding.quote(name) + " twice, the second time for field "
                            + (place + 1) + "; expected different names; rename or remove one of the fields");
        }
        return name;
    }

    List<String> names() {
        return names.all();
    }

    /** How many values a row has. */
    int width() {
        return fields.length;
    }

    /** Fills a row; one with more or fewer values than names keeps them in their order. */
    void fill(FileRow row, long line, @Nullable String[] values) {
        row.begin(++rows, line);
        boolean fits = values.length == fields.length;
        int count = endsWithReason(values, fits) ? values.length - 1 : values.length;
        boolean ragged = header ? !fits : count != fields.length;
        for (int i = 0; i < count; i++) {
            int field = ragged ? i : fields[i];
            if (field != FieldNames.IGNORED) {
                row.set(field, values[i] == null ? Kind.NULL : Kind.TEXT, values[i]);
            }
        }
        if (ragged) {
            row.refuse(new RowProblem(
                    RowFault.RAGGED_ROW, null, counted(fields.length), counted(header ? values.length : count)));
        } else {
            refuseBadText(row);
        }
    }

    /**
     * Whether the last value is the reason of a rejects file. The reason of a ragged row is not where the header has its name, and
     * is known by the code it begins with.
     */
    private boolean endsWithReason(@Nullable String[] values, boolean fits) {
        String last = values.length == 0 ? null : values[values.length - 1];
        if (last == null) {
            return false;
        }
        return header ? !fits && hasReasons() && beginsWithCode(last) : last.startsWith(REASON_PREFIX);
    }

    private boolean hasReasons() {
        return fields.length > 0 && fields[fields.length - 1] == FieldNames.IGNORED;
    }

    private static boolean beginsWithCode(String text) {
        return Arrays.stream(RowFault.values())
                .anyMatch(fault -> text.startsWith(fault.name() + ": ") || text.startsWith(fault.name() + " in "));
    }

    private static String counted(int values) {
        return values == 1 ? "1 value" : values + " values";
    }

    private void refuseBadText(FileRow row) {
        for (int field = 0; field < row.width(); field++) {
            String text = row.text(field);
            int bad = text == null ? -1 : BadText.in(text);
            if (text != null && bad >= 0) {
                row.refuse(BadText.at(bad, text, names.all().get(field), file.charset()));
            }
        }
    }

    /** A row of which nothing but its text is known. */
    void refuse(FileRow row, long line, RowProblem problem, String all) {
        row.begin(++rows, line);
        row.refuse(problem, all);
    }
}
