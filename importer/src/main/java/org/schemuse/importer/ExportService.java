package org.schemuse.importer;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.schemuse.importer.dump.Dump;
import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.DumpWriter;
import org.schemuse.importer.dump.muse.MuseDump;
import org.schemuse.importer.export.ByteComparison;
import org.schemuse.importer.export.WorldDocuments;
import org.schemuse.importer.export.WorldExport;
import org.schemuse.importer.load.AsImported;
import org.schemuse.importer.load.ImportLedger;
import org.schemuse.importer.load.ImportRefused;
import org.schemuse.importer.load.ImportRun;
import org.schemuse.importer.load.RunRefused;
import org.schemuse.importer.load.WorldSchema;
import org.schemuse.importer.problem.Position;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.problem.UnusableDump;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.verify.UnauditedChanges;

/** Writes the legacy flatfile of an imported world again. */
public final class ExportService {
    private static final Position NOWHERE = new Position(0, 0);

    private final WorldSchema schema;

    public ExportService(DataSource database, String schema) {
        this.schema = new WorldSchema(database, schema);
    }

    /**
     * Writes the world as the latest finished import or update wrote it, and lists the local changes since, which are not in
     * the file.
     *
     * @param original the dump it came from, to name the bytes that differ; {@code null} compares nothing
     * @throws RunRefused if there is none
     * @throws UnusableDump if the original is another dump
     * @throws ImportRefused if row security hides it
     */
    public ExportReport export(OutputStream out, DumpSource original) throws IOException {
        ImportRun run = FinishedRun.named(schema, null);
        if (original != null) {
            FinishedRun.requireDump(run, original);
        }
        DigestStream digest = new DigestStream(out);
        return reading(handle -> {
            AsImported asImported = new AsImported(schema, handle);
            asImported.inFront();
            Dump dump = MuseDump.describedAs(run.layout());
            ImportLedger ledger = new ImportLedger(handle);
            ByteComparison comparison = original == null
                    ? null
                    : new ByteComparison(dump, digest, original, run.bytes(), reasons(ledger, run));
            try (digest;
                    DumpWriter writer = comparison == null ? dump.write(digest) : comparison) {
                write(handle, run, dump, writer);
            }
            UnauditedChanges unaudited = new UnauditedChanges(handle, dump.dialect());
            List<String> differences = differences(ledger, run, digest);
            differences.addAll(unaudited.counts(asImported.expectedRows()));
            return report(run, digest, differences, comparison, asImported, unaudited);
        });
    }

    /** Writes the world of the latest finished import as JSON Lines, with what came to it since. */
    public DocumentsReport exportDocuments(OutputStream out) throws IOException {
        ImportRun run = FinishedRun.named(schema, null);
        CountedStream counted = new CountedStream(out);
        return reading(handle -> {
            long documents = new WorldDocuments(handle).write(counted);
            counted.flush();
            return new DocumentsReport(run.source(), schema.name(), documents, counted.bytes);
        });
    }

    /** Something read from one state of the world. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Handle handle) throws IOException, SQLException;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        try (Handle handle = schema.open()) {
            handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
            handle.begin();
            schema.showEverything(handle);
            T read = reading.read(handle);
            handle.rollback();
            return read;
        } catch (SQLException e) {
            throw ImportRefused.by(e, ImportRefused.During.EXPORT);
        } catch (JdbiException e) {
            throw ImportRunner.refusal(e, ImportRefused.During.EXPORT);
        }
    }

    private static void write(Handle handle, ImportRun run, Dump dump, DumpWriter writer)
            throws IOException, SQLException {
        WorldExport world = new WorldExport(handle, dump.dialect(), Charset.forName(run.charset()));
        ImportLedger.Frame frame = new ImportLedger(handle).frame(run.id());
        List<DumpRecord> lines = new ArrayList<>();
        if (frame.version() > 0) {
            lines.add(new DumpRecord.Header(NOWHERE, frame.version(), frame.limits()));
        }
        if (frame.objectCount() >= 0) {
            lines.add(frame.countFirst() ? 0 : lines.size(), new DumpRecord.ObjectCount(NOWHERE, frame.objectCount()));
        }
        for (DumpRecord line : lines) {
            writer.write(line);
        }
        world.writeObjects(writer);
        writer.write(new DumpRecord.EndOfDump(NOWHERE));
        world.writeMail(writer);
    }

    private static ExportReport report(
            ImportRun run,
            DigestStream digest,
            List<String> differences,
            ByteComparison comparison,
            AsImported asImported,
            UnauditedChanges unaudited) {
        boolean identical = digest.sha256.equals(run.sha256());
        boolean explained = identical || !differences.isEmpty();
        ChangeList local = ChangeList.create();
        asImported.forEachLocalChange(local::add);
        unaudited.forEach(local::add);
        return new ExportReport(
                run.source(),
                digest.bytes,
                digest.sha256,
                run.objectCount(),
                identical,
                explained,
                explained
                        ? differences
                        : List.of("rows were changed since the import, and the audit trail does not show how"),
                comparison == null ? List.of() : comparison.ranges(),
                comparison == null ? null : comparison.number(),
                asImported.vanished(),
                local.size(),
                local);
    }

    private static ByteComparison.Reasons reasons(ImportLedger ledger, ImportRun run) {
        TreeMap<Long, String> found = new TreeMap<>();
        Map<Integer, String> twice = new HashMap<>();
        String everywhere = null;
        for (ImportLedger.StoredProblem problem : ledger.problems(run.id())) {
            ProblemCode code = ProblemCode.valueOf(problem.code());
            String why = code + ", " + problem.done();
            if (problem.offset() == null || code == ProblemCode.CRLF_LINE_ENDS) {
                everywhere = why;
            } else if (code.severity() != ProblemCode.Severity.INFO) {
                found.merge(problem.offset(), why, (one, another) -> one + "; " + another);
            }
            if (code == ProblemCode.DUPLICATE_DBREF) {
                twice.put(problem.dbref(), why);
            }
        }
        return new ByteComparison.Reasons(found, twice, everywhere, ledger.passwordsNotKept(run.id()) == 0);
    }

    private static List<String> differences(ImportLedger ledger, ImportRun run, DigestStream written) {
        List<String> differences = new ArrayList<>();
        if (written.sha256.equals(run.sha256())) {
            return differences;
        }
        long passwords = ledger.passwordsNotKept(run.id());
        if (passwords > 0) {
            differences.add(passwords + " passwords are left out: the import did not run with --passwords keep");
        }
        ledger.problems(run.id()).stream()
                .filter(problem -> ProblemCode.valueOf(problem.code()).effect() != ProblemCode.Effect.NONE)
                .forEach(problem -> differences.add("line " + problem.line() + ", byte " + problem.offset() + ": "
                        + problem.code() + ", " + problem.done()));
        return differences;
    }

    /** Counts what passes. */
    private static class CountedStream extends FilterOutputStream {
        private static final int BUFFER = 1 << 18;

        long bytes;

        CountedStream(OutputStream out) {
            super(new BufferedOutputStream(out, BUFFER));
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }

    /** Counts and digests what passes; the digest is there once it is closed. */
    private static final class DigestStream extends CountedStream {
        private final MessageDigest digest;
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
        public void write(byte[] buffer, int offset, int length) throws IOException {
            super.write(buffer, offset, length);
            digest.update(buffer, offset, length);
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
