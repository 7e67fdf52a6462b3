package org.schemuse.importer;

import java.io.BufferedOutputStream;
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
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.CountedOutput;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.LoadRun;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.export.ByteComparison;
import org.schemuse.importer.mud.export.WorldDocuments;
import org.schemuse.importer.mud.export.WorldExport;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.update.AsImported;
import org.schemuse.importer.mud.update.ChangeList;
import org.schemuse.importer.mud.update.StoredWorld;
import org.schemuse.importer.mud.verify.UnauditedChanges;
import org.schemuse.importer.source.DumpSource;

/** Writes an imported world to a file: as the flatfile that it came from, or as JSON. Changes nothing in the database. */
public final class ExportService {
    private static final int BUFFER = 1 << 18;

    private final TargetSchema schema;

    /**
     * Exports the world of a schema.
     *
     * @param schema the name of the schema, without quotes
     */
    public ExportService(DataSource database, String schema) {
        this.schema = new TargetSchema(database, schema);
    }

    /**
     * Writes the flatfile of the world as the latest finished import or update wrote it. Local changes made since are not in
     * the file; the report lists them.
     *
     * @param out receives the file; it is flushed and not closed
     * @param original the dump that the world came from, to report each range of bytes that differs; {@code null} for no
     *     comparison
     * @return what was written; the caller closes it
     * @throws RunRefusedException if no import or update of the schema finished
     * @throws UnusableDumpException if {@code original} is another dump
     * @throws ImportRefusedException if row-level security hides rows, or the server ends the export
     * @throws IOException if a file cannot be read or written
     */
    public ExportReport export(OutputStream out, @Nullable DumpSource original) throws IOException {
        return export(out, null, original);
    }

    /** Where the second file of a dump goes that has one. */
    @FunctionalInterface
    public interface Companion {
        /** Opens the file, whose name ends in a suffix behind the name of the dump. */
        OutputStream open(String suffix) throws IOException;
    }

    /**
     * As {@link #export(OutputStream, DumpSource)}, of a dump that may consist of two files.
     *
     * @param companion asked if it does and there is something in the second; {@code null} writes it behind the first
     */
    public ExportReport export(OutputStream out, @Nullable Companion companion, @Nullable DumpSource original)
            throws IOException {
        ImportRun run = FinishedRun.named(schema, null);
        if (original != null) {
            FinishedRun.requireDump(run, original);
        }
        DigestStream digest = new DigestStream(out);
        return new LoadRun(schema).read(During.EXPORT, handle -> {
            AsImported asImported = new AsImported(StoredWorld.target(schema, handle), handle);
            asImported.inFront();
            Dump dump = WorldExport.dump(handle, run.id());
            StoredWorld world = new StoredWorld(schema, handle);
            ImportLedger ledger = new ImportLedger(handle);
            ByteComparison comparison = original == null
                    ? null
                    : new ByteComparison(dump, digest, original, run.bytes(), reasons(ledger, world, run));
            try (digest;
                    DumpWriter writer = comparison == null ? dump.write(digest) : comparison) {
                write(handle, run, dump, writer, () -> {
                    if (companion != null && dump.companion().isPresent()) {
                        digest.goOn(companion.open(dump.companion().get()));
                    }
                });
            }
            UnauditedChanges unaudited = new UnauditedChanges(handle, dump);
            List<String> differences = differences(ledger, world, run, digest);
            differences.addAll(unaudited.counts(asImported.expectedRows()));
            return report(run, digest, differences, comparison, asImported, unaudited);
        });
    }

    /**
     * Writes the current world, local changes included, as JSON Lines: one document per object, and one per message that no
     * object has.
     *
     * @param out receives the documents; it is flushed and not closed
     * @throws RunRefusedException if no import or update of the schema finished
     * @throws ImportRefusedException if row-level security hides rows, or the server ends the export
     * @throws IOException if the documents cannot be written
     */
    public DocumentsReport exportDocuments(OutputStream out) throws IOException {
        ImportRun run = FinishedRun.named(schema, null);
        CountedOutput counted = new CountedOutput(new BufferedOutputStream(out, BUFFER));
        return new LoadRun(schema).read(During.EXPORT, handle -> {
            long documents = new WorldDocuments(handle).write(counted);
            counted.flush();
            return new DocumentsReport(run.source(), schema.name(), documents, counted.bytes());
        });
    }

    /** Told once the world is written, and mail follows. */
    @FunctionalInterface
    private interface BeforeMail {
        void changeFiles() throws IOException;
    }

    private static void write(Handle handle, ImportRun run, Dump dump, DumpWriter writer, BeforeMail before)
            throws IOException, SQLException {
        WorldExport world = new WorldExport(handle, dump, Charset.forName(run.charset()));
        for (RawRecord line : world.frames(run.id())) {
            writer.write(line);
        }
        world.writeObjects(writer);
        writer.write(dump.end());
        writer.flush();
        before.changeFiles();
        world.writeMail(writer);
    }

    private static ExportReport report(
            ImportRun run,
            DigestStream digest,
            List<String> differences,
            @Nullable ByteComparison comparison,
            AsImported asImported,
            UnauditedChanges unaudited) {
        boolean identical = digest.sha256.equals(run.sha256());
        boolean explained = identical || !differences.isEmpty();
        ChangeList local = ChangeList.create();
        asImported.forEachLocalChange(local::add);
        unaudited.forEach(local::add);
        return new ExportReport(
                run.source(),
                digest.bytes(),
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

    private static ByteComparison.Reasons reasons(ImportLedger ledger, StoredWorld world, ImportRun run) {
        TreeMap<Long, String> found = new TreeMap<>();
        Map<String, String> twice = new HashMap<>();
        String everywhere = null;
        for (ImportLedger.StoredFinding finding : ledger.findings(run.id())) {
            FindingCode code = FindingCode.valueOf(finding.code());
            String why = code + ", " + finding.done();
            if (finding.offset() == null || code == FindingCode.CRLF_LINE_ENDS) {
                everywhere = why;
            } else if (code.severity() != FindingCode.Severity.INFO) {
                found.merge(finding.offset(), why, (one, another) -> one + "; " + another);
            }
            if (code == FindingCode.DUPLICATE_DBREF) {
                String subject = Objects.requireNonNull(finding.subject());
                twice.put(subject, why);
            }
        }
        return new ByteComparison.Reasons(found, twice, everywhere, world.passwordsNotKept(run.id()) == 0);
    }

    private static List<String> differences(
            ImportLedger ledger, StoredWorld world, ImportRun run, DigestStream written) {
        List<String> differences = new ArrayList<>();
        if (written.sha256.equals(run.sha256())) {
            return differences;
        }
        long passwords = world.passwordsNotKept(run.id());
        if (passwords > 0) {
            differences.add(passwords + " passwords are left out: the import did not run with --passwords keep");
        }
        ledger.findings(run.id()).stream()
                .filter(finding -> FindingCode.valueOf(finding.code()).effect() != FindingCode.Effect.NONE)
                .forEach(finding -> differences.add("line " + finding.line() + ", byte " + finding.offset() + ": "
                        + finding.code() + ", " + finding.done()));
        return differences;
    }

    /** Counts and digests what passes; the digest is there once it is closed. */
    private static final class DigestStream extends CountedOutput {
        private final MessageDigest digest;
        private String sha256 = "";

        DigestStream(OutputStream out) {
            super(new BufferedOutputStream(out, BUFFER));
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

        /** Writes to another stream from now on; what was counted and digested stays. */
        void goOn(OutputStream next) throws IOException {
            out.flush();
            out = new BufferedOutputStream(next, BUFFER);
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
