package org.schemuse.importer.table.proposal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.file.TableFile;

/**
 * One reading of all rows of a file, in which each field is watched by an object of its own. Rows that an import would reject before
 * it looks at their values are counted and not watched.
 *
 * @param <W> what watches a field
 */
final class FileSurvey<W extends FileSurvey.FieldWatch> {
    private static final int ROWS_A_LOOK = 4_096;

    /** Sees every value of a field. */
    interface FieldWatch {
        /**
         * A value.
         *
         * @param kind never {@code ABSENT}
         * @param text of the value; {@code null} of NULL
         */
        void see(FileRow.Kind kind, @Nullable String text, long line);
    }

    private final DumpSource source;
    private final TableFile file;
    private final Function<String, W> watches;
    private final List<String> fields = new ArrayList<>();
    private final List<W> watching = new ArrayList<>();
    private long rows;
    private long unreadable;
    private @Nullable String firstUnreadable;

    /** A survey of a file; a field gets its watch when it is first seen. */
    FileSurvey(DumpSource source, TableFile file, Function<String, W> watches) {
        this.source = source;
        this.file = file;
        this.watches = watches;
    }

    /**
     * Reads the file.
     *
     * @throws UnusableDumpException if it cannot be read to its end
     */
    FileSurvey<W> read(ImportListener listener) throws IOException {
        try (RowReader reader = file.open(source)) {
            FileRow row = new FileRow();
            newFields(reader);
            while (reader.next(row)) {
                newFields(reader);
                see(row);
                if ((rows + unreadable) % ROWS_A_LOOK == 0) {
                    listener.progress(Stage.LOADING, reader.bytesRead(), source.storedBytes());
                    if (listener.cancelled()) {
                        throw new ImportCancelledException("stopped; nothing was written");
                    }
                }
            }
            newFields(reader);
            return this;
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(source.name() + ": " + e.getMessage(), e);
        }
    }

    private void newFields(RowReader reader) {
        List<String> known = reader.fields();
        while (fields.size() < known.size()) {
            String field = known.get(fields.size());
            fields.add(field);
            watching.add(watches.apply(field));
        }
    }

    private void see(FileRow row) {
        RowProblem problem = row.problem();
        if (problem != null) {
            unreadable++;
            if (firstUnreadable == null) {
                firstUnreadable =
                        "line " + row.line() + ": expected " + problem.expected() + ", found " + problem.found();
            }
            return;
        }
        rows++;
        for (int i = 0; i < watching.size(); i++) {
            FileRow.Kind kind = row.kind(i);
            if (kind != FileRow.Kind.ABSENT) {
                watching.get(i).see(kind, row.text(i), row.line());
            }
        }
    }

    /** The name of a file without its folder. */
    static String label(DumpSource source) {
        Path name = Path.of(source.name()).getFileName();
        return name == null ? source.name() : name.toString();
    }

    /** The names of the fields, in their order. */
    List<String> fields() {
        return fields;
    }

    /** What watched the fields, in their order. */
    List<W> watches() {
        return watching;
    }

    /** How many rows were watched. */
    long rows() {
        return rows;
    }

    /** How many rows have something wrong with them that is not about the values of a field. */
    long unreadable() {
        return unreadable;
    }

    /** That some rows were left out, with the first of them; none if all were read. */
    List<String> doubts() {
        return unreadable == 0
                ? List.of()
                : List.of(Misfits.counted(unreadable, "row") + " of " + (rows + unreadable) + " cannot be read: "
                        + firstUnreadable);
    }
}
