package org.schemuse.importer.table.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.schemuse.importer.file.OutputFailure;
import org.schemuse.importer.file.OutputFile;

/**
 * Writes rejected rows in the format of the file that they come from, with the reason after each. Once the rows are corrected, the
 * rejects file is imported as the file was, with the same options: readers pass over the reasons.
 *
 * <p>Only its owner may read the file, because values can be secret.
 */
public final class RejectsWriter {
    private final OutputStream out;
    private final TableFile file;
    private final RowForm form;
    private long rows;

    /** Writes rejected rows. */
    @FunctionalInterface
    public interface Filling {
        /** Gives each rejected row to the writer, in the order of the file. */
        void with(RejectsWriter writer) throws IOException;
    }

    private RejectsWriter(OutputStream out, TableFile file, RowForm form) {
        this.out = out;
        this.file = file;
        this.form = form;
    }

    /**
     * Writes a rejects file, which replaces one that is there once it is complete.
     *
     * @param to where it is put
     * @param file where the rows come from
     * @param fields the names of their fields, which may grow while rows are written
     * @return how many rows it has
     * @throws OutputFailure if it cannot be written
     */
    public static long write(Path to, TableFile file, List<String> fields, Filling filling) throws IOException {
        return new OutputFile(to).write(out -> {
            try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
                RejectsWriter writer = new RejectsWriter(buffered, file, RowForm.of(file, fields));
                writer.begin();
                filling.with(writer);
                writer.text(writer.form.end(writer.rows));
                return writer.rows;
            }
        });
    }

    private void begin() throws IOException {
        if (file.byteOrderMark()) {
            out.write(ByteOrderMark.bytes(file.charset()));
        }
        text(form.begin(FieldNames.REASON));
    }

    /** Writes a row and the reason why it was rejected. */
    public void write(FileRow row, String reason) throws IOException {
        text(form.row(row, reason, rows++));
    }

    private void text(String text) throws IOException {
        out.write(BadText.encoded(text, file.charset()));
    }
}
