package org.schemuse.importer.table;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.schemuse.importer.file.CountedOutput;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.postgres.Quoting;

/**
 * Writes the rows of a table as a file that an import reads again, in the order of the primary key. Generated columns are left out,
 * for no import can fill them.
 */
public final class TableExport {
    private static final int ROWS_A_FETCH = 1_000;

    private final TargetSchema schema;

    /** Exports tables of a schema. */
    public TableExport(TargetSchema schema) {
        this.schema = schema;
    }

    /** What is written. */
    public enum Format {
        /** RFC 4180 with a header, in UTF-8: NULL is nothing, and the empty text is two quotes. */
        CSV,
        /** JSON Lines: an object a row, with every column. */
        JSONL
    }

    /**
     * Writes the table as it is at one moment.
     *
     * @param out receives the file; it is flushed and not closed
     * @throws ImportRefusedException if there is no such table, row-level security hides rows from this role, or the server ends
     *     the export
     */
    public TableExportReport write(String table, Format format, OutputStream out) throws IOException {
        long start = System.nanoTime();
        CountedOutput bytes = new CountedOutput(new BufferedOutputStream(out));
        try (Handle handle = schema.open()) {
            handle.begin();
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            // Rows that a policy hides would be missing without a word; so the server refuses instead.
            handle.execute("SET LOCAL row_security TO off");
            handle.execute("SET LOCAL bytea_output TO hex");
            TableShape shape = TableShapes.existing(handle, schema.name(), table);
            long rows = format == Format.CSV ? csv(handle, shape, bytes) : jsonLines(handle, shape, bytes);
            bytes.flush();
            handle.rollback();
            return new TableExportReport(
                    schema.name(), table, rows, bytes.bytes(), Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException e) {
            throw ImportRefusedException.by(e, During.EXPORT);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, During.EXPORT);
        }
    }

    private static long csv(Handle handle, TableShape shape, OutputStream out) throws SQLException, IOException {
        return handle.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + rows(shape) + ") TO STDOUT (FORMAT csv, HEADER)", out);
    }

    private static long jsonLines(Handle handle, TableShape shape, OutputStream out) throws IOException {
        long rows = 0;
        try (Stream<String> documents = handle
                .createQuery("SELECT row_to_json(t)::text FROM (<rows>) t")
                .define("rows", rows(shape))
                .setFetchSize(ROWS_A_FETCH)
                .mapTo(String.class)
                .stream()) {
            for (Iterator<String> each = documents.iterator(); each.hasNext(); rows++) {
                // A line break of JSON is always one between values: within a text it is written as \\n.
                String line = each.next().replace('\n', ' ').replace('\r', ' ');
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return rows;
    }

    private static String rows(TableShape shape) {
        List<String> columns = shape.columns().stream()
                .filter(column -> !column.generated())
                .map(ColumnShape::name)
                .map(Quoting::identifier)
                .toList();
        String order = shape.uniques().stream()
                .filter(TableShape.Unique::primary)
                .flatMap(key -> key.columns().stream())
                .map(Quoting::identifier)
                .collect(Collectors.joining(", "));
        return "SELECT " + String.join(", ", columns) + " FROM " + Quoting.qualified(shape.schema(), shape.name())
                + (order.isEmpty() ? "" : " ORDER BY " + order);
    }
}
