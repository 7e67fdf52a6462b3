package org.schemuse.importer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.dump.Dump;
import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.DumpWriter;
import org.schemuse.importer.dump.muse.MuseDump;
import org.schemuse.importer.export.WorldExport;
import org.schemuse.importer.load.ImportLedger;
import org.schemuse.importer.load.ImportRefused;
import org.schemuse.importer.load.ImportRun;
import org.schemuse.importer.load.WorldSchema;
import org.schemuse.importer.problem.Position;
import org.schemuse.importer.problem.ProblemCode;

/** Writes the legacy flatfile of an imported world again. */
public final class ExportService {
    private static final Position NOWHERE = new Position(0, 0);

    private final WorldSchema schema;

    public ExportService(DataSource database, String schema) {
        this.schema = new WorldSchema(database, schema);
    }

    /**
     * Writes the world of the latest finished import.
     *
     * @throws ImportRefused if there is none, or row security hides it
     */
    public ExportReport export(OutputStream out) throws IOException {
        ImportRun run = schema.runs().stream()
                .filter(candidate -> candidate.state().equals("finished"))
                .findFirst()
                .orElseThrow(() -> new ImportRefused("schema \"" + schema.name()
                        + "\" holds no imported world; schemuse imports lists what was imported"));
        DigestStream digest = new DigestStream(out);
        try (Handle handle = schema.open()) {
            handle.begin();
            schema.showEverything(handle);
            write(handle, run, digest);
            List<String> differences = differences(handle, run, digest);
            handle.rollback();
            return new ExportReport(
                    run.source(), digest.bytes, digest.sha256, run.objects(), differences.isEmpty(), differences);
        } catch (SQLException e) {
            throw new ImportRefused("the database ended the export: " + e.getMessage(), e);
        }
    }

    private static void write(Handle handle, ImportRun run, OutputStream out) throws IOException, SQLException {
        Dump dump = MuseDump.describedAs(run.layout());
        WorldExport world = new WorldExport(handle, dump.dialect(), Charset.forName(run.charset()));
        ImportLedger.Frame frame = new ImportLedger(handle).frame(run.id());
        try (DumpWriter writer = dump.write(out)) {
            if (frame.version() > 0) {
                writer.write(new DumpRecord.Header(NOWHERE, frame.version(), frame.limits()));
            }
            if (frame.objectCount() >= 0) {
                writer.write(new DumpRecord.ObjectCount(NOWHERE, frame.objectCount()));
            }
            world.writeObjects(writer);
            writer.write(new DumpRecord.EndOfDump(NOWHERE));
            world.writeMail(writer);
        }
    }

    private static List<String> differences(Handle handle, ImportRun run, DigestStream written) {
        List<String> differences = new ArrayList<>();
        if (written.sha256.equals(run.sha256())) {
            return differences;
        }
        ImportLedger ledger = new ImportLedger(handle);
        long passwords = ledger.passwordsNotKept(run.id());
        if (passwords > 0) {
            differences.add(passwords + " passwords are left out: the import did not run with --passwords keep");
        }
        ledger.problems(run.id()).stream()
                .filter(problem -> ProblemCode.valueOf(problem.code()).effect() != ProblemCode.Effect.NONE)
                .forEach(problem -> differences.add("line " + problem.line() + ", byte " + problem.offset() + ": "
                        + problem.code() + ", " + problem.done()));
        if (differences.isEmpty()) {
            differences.add("rows were changed since the import");
        }
        return differences;
    }

    /** Counts and digests what passes; the digest is there once it is closed. */
    private static final class DigestStream extends FilterOutputStream {
        private final MessageDigest digest;
        private long bytes;
        private String sha256 = "";

        DigestStream(OutputStream out) {
            super(out);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            digest.update(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void close() throws IOException {
            if (sha256.isEmpty()) {
                sha256 = HexFormat.of().formatHex(digest.digest());
                out.flush();
            }
        }
    }
}
