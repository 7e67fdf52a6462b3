package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.OutputFailure;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.Compression;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.RejectsWriter;
import org.schemuse.importer.table.file.RowReader;

/** The rows that were rejected, in the format of their file, each with the reason: a second reading finds them by their numbers. */
final class RejectsFile {
    private final TableInput input;
    private final StagingArea area;

    RejectsFile(TableInput input, StagingArea area) {
        this.input = input;
        this.area = area;
    }

    /**
     * Writes them.
     *
     * @param handle a connection that is in no transaction
     * @param rows how many rows were read
     * @param state of the file when they were; of a file that was changed since, no rejects are written
     * @return where they are
     */
    Path write(Handle handle, long rows, TableInput.State state) throws IOException {
        Path out = place();
        handle.begin();
        try (Stream<Reject> rejects = area.rejects(handle);
                RowReader reader = input.file().open(input.source())) {
            write(rejects.iterator(), reader, rows, state, out);
        } finally {
            handle.rollback();
        }
        return out;
    }

    private void write(Iterator<Reject> rejects, RowReader reader, long rows, TableInput.State state, Path out)
            throws IOException {
        RejectsWriter.write(out, input.file(), reader.fields(), writer -> {
            FileRow row = new FileRow();
            Reject next = next(rejects);
            for (long read = 0; next != null && read < rows && reader.next(row); read++) {
                if (row.number() == next.row()) {
                    writer.write(row, reason(next));
                    next = next(rejects);
                }
            }
            input.requireUnchanged(state);
        });
    }

    private static @Nullable Reject next(Iterator<Reject> rejects) {
        return rejects.hasNext() ? rejects.next() : null;
    }

    private static String reason(Reject reject) {
        return reject.code() + (reject.column() == null ? "" : " in " + reject.column()) + ": expected "
                + reject.expected() + (reject.value() == null ? "" : ", found " + reject.value()) + "; "
                + RowFault.valueOf(reject.code()).remedy();
    }

    /**
     * Refuses a place where no rejects could be written, before anything is imported.
     *
     * @param named by the caller; {@code null} for beside the file
     */
    static void requireWritable(DumpSource source, @Nullable Path named) throws IOException {
        Path place = place(source, named).toAbsolutePath();
        Path folder = Objects.requireNonNull(place.getParent());
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(place)) {
            throw new OutputFailure(
                    place,
                    new AccessDeniedException(
                            place.toString(),
                            null,
                            "expected a file in a folder that may be written to; name another place"
                                    + " for rejected rows with --rejects"));
        }
        String path = source.path();
        if (path != null && Files.exists(place) && Files.isSameFile(place, Path.of(path))) {
            throw new UnusableDumpException(
                    source.name() + ": its rejects would replace it; name another file with --rejects");
        }
    }

    private Path place() {
        return place(input.source(), input.request().rejects());
    }

    /** Beside the file, unless the caller named another place. */
    private static Path place(DumpSource file, @Nullable Path named) {
        if (named != null) {
            return named;
        }
        String path = file.path();
        Path source = path == null ? Path.of("standard-input") : Path.of(path);
        return source.resolveSibling(besides(String.valueOf(source.getFileName())));
    }

    /** {@code users.rejects.csv} beside {@code users.csv} and {@code users.csv.gz}: it is not compressed. */
    private static String besides(String name) {
        String plain = Compression.plainName(name);
        int dot = plain.lastIndexOf('.');
        return dot <= 0 ? plain + ".rejects" : plain.substring(0, dot) + ".rejects" + plain.substring(dot);
    }
}
