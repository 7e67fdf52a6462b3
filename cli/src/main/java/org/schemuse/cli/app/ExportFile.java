package org.schemuse.cli.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.DocumentsReport;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.ExportService;
import org.schemuse.importer.file.OutputFile;
import org.schemuse.importer.source.DumpSource;

/** Writes a world to a file that only its owner can read, and that is replaced once the new one is complete. */
public final class ExportFile {
    private final ExportService service;
    private final Path file;

    public ExportFile(ExportService service, Path file) {
        this.service = service;
        this.file = file;
    }

    /** Writes the current world as JSON Lines, one document per object. */
    public DocumentsReport documents() throws IOException {
        return new OutputFile(file).write(service::exportDocuments);
    }

    /**
     * Writes the world as the flatfile that it came from. The caller closes the report.
     *
     * @param original the dump to compare the file with; null for none
     * @param standardInput read if {@code original} is {@code -}
     */
    public ExportReport flatfile(@Nullable String original, InputStream standardInput) throws IOException {
        try (DumpSource source = original == null ? null : DumpSource.of(original, standardInput)) {
            return new OutputFile(file).write(out -> service.export(out, source));
        }
    }
}
