package org.schemuse.importer.table.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;

/**
 * All rows of a file, for tests.
 *
 * @param values the texts of each row, {@code null} for what has none
 */
record ReadRows(
        TableFile file,
        List<String> fields,
        List<List<String>> values,
        List<List<FileRow.Kind>> kinds,
        List<Long> lines,
        List<RowProblem> problems) {
    static ReadRows of(Path file, TableFileOptions options) throws IOException {
        try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
            return of(source, options);
        }
    }

    static ReadRows of(Path folder, String name, byte[] content) throws IOException {
        return of(Files.write(folder.resolve(name), content), TableFileOptions.NONE);
    }

    static ReadRows of(Path folder, String name, String content) throws IOException {
        return of(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** By way of standard input, where no name shows the format. */
    static ReadRows ofStandardInput(String content) throws IOException {
        InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        try (DumpSource source = DumpSource.of("-", in)) {
            return of(source, TableFileOptions.NONE);
        }
    }

    private static ReadRows of(DumpSource source, TableFileOptions options) throws IOException {
        TableFile file = TableFile.recognise(source, options);
        ReadRows all = new ReadRows(
                file, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (RowReader reader = file.open(source)) {
            FileRow row = new FileRow();
            while (reader.next(row)) {
                all.add(row);
            }
            all.fields.addAll(reader.fields());
        }
        return all;
    }

    private void add(FileRow row) {
        List<String> texts = new ArrayList<>();
        List<FileRow.Kind> rowKinds = new ArrayList<>();
        for (int field = 0; field < row.width(); field++) {
            texts.add(row.text(field));
            rowKinds.add(row.kind(field));
        }
        values.add(texts);
        kinds.add(rowKinds);
        lines.add(row.line());
        problems.add(row.problem());
    }

    /** The fault of each row; {@code null} of a good one. */
    List<RowFault> faults() {
        List<RowFault> faults = new ArrayList<>();
        problems.forEach(problem -> faults.add(problem == null ? null : problem.fault()));
        return faults;
    }
}
