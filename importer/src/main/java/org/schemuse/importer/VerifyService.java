package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.VerificationReport.Evidence;
import org.schemuse.importer.file.UnnamedFile;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.LoadRun;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.update.AsImported;
import org.schemuse.importer.mud.update.ChangeList;
import org.schemuse.importer.mud.update.StoredWorld;
import org.schemuse.importer.mud.verify.Differences;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.mud.verify.WorldVerification;
import org.schemuse.importer.source.DumpSource;

/** Compares an imported world with its dump. Changes nothing. */
public final class VerifyService {
    private final DataSource database;
    private final TargetSchema schema;
    private final ImportListener listener;

    /**
     * Verifies the world of a schema.
     *
     * @param schema the name of the schema, without quotes
     */
    public VerifyService(DataSource database, String schema, ImportListener listener) {
        this.database = database;
        this.schema = new TargetSchema(database, schema);
        this.listener = listener;
    }

    /**
     * Compares the world with a dump.
     *
     * @param name the number of a run as {@code schemuse imports} shows it, or the beginning of its id; {@code null} for the
     *     latest finished run
     * @param dump the dump of that run; with {@code null}, the file that the run read is used if it is unchanged, otherwise
     *     an export of the world
     * @return the differences, and what they were compared with; the caller closes it
     * @throws RunRefusedException if there is no such run, or nothing of it is in the schema
     * @throws UnusableDumpException if {@code dump} is not the dump of that run
     * @throws ImportRefusedException if row-level security hides rows, or the server ends the verification
     * @throws IOException if the dump cannot be read
     */
    public VerificationReport verify(@Nullable String name, @Nullable DumpSource dump) throws IOException {
        ImportRun run = FinishedRun.named(schema, name);
        if (dump != null) {
            return verify(run, dump, Evidence.DUMP, List.of());
        }
        Optional<DumpSource> still = FinishedRun.dump(run);
        return still.isPresent() ? verify(run, still.get(), Evidence.DUMP, List.of()) : withoutDump(run);
    }

    private VerificationReport withoutDump(ImportRun run) throws IOException {
        try (UnnamedFile file = UnnamedFile.create();
                DumpSource again = DumpSource.written("an export of import " + run.number(), file)) {
            ExportReport export = new ExportService(database, schema.name()).export(file.output(), null);
            export.close();
            VerificationReport report =
                    verify(run, again, export.identical() ? Evidence.EXPORT : Evidence.NONE, export.reasons());
            return export.explained() ? report : report.with(changed(run, export));
        }
    }

    private static RowDifference changed(ImportRun run, ExportReport export) {
        return new RowDifference(
                RowDifference.Kind.RECORD,
                null,
                "SHA-256 of an export",
                run.sha256(),
                export.sha256() + "; give the dump with --dump to see where");
    }

    private VerificationReport verify(ImportRun run, DumpSource dump, Evidence evidence, List<String> notes)
            throws IOException {
        long start = System.nanoTime();
        DumpFile file = DumpFile.read(dump, request(run), listener);
        if (evidence == Evidence.DUMP) {
            FinishedRun.requireDump(run, dump, file.reading().sha256());
        }
        listener.progress(ImportListener.Stage.VERIFYING, 0, 0);
        try (InputStream bytes = dump.open();
                DumpReader reader = file.dump().read(bytes, null, new Findings())) {
            return new LoadRun(schema).read(During.VERIFICATION, handle -> {
                AsImported asImported = new AsImported(StoredWorld.target(schema, handle), handle);
                asImported.inFront();
                WorldVerification verification = new WorldVerification(handle, file.dump(), file.world());
                boolean kept = new StoredWorld(schema, handle).passwordsNotKept(run.id()) == 0;
                Differences found = verification.compare(reader, evidence == Evidence.DUMP, kept);
                ChangeList local = ChangeList.create();
                asImported.forEachLocalChange(local::add);
                ChangeList vanished = ChangeList.create();
                asImported.forEachVanished(vanished::add);
                return new VerificationReport(
                        run.id(),
                        run.source(),
                        run.sha256(),
                        schema.name(),
                        evidence,
                        verification.objects(),
                        verification.mail(),
                        found.total(),
                        found.kept(),
                        local.size(),
                        local,
                        vanished.size(),
                        vanished,
                        new ArrayList<>(notes),
                        Duration.ofNanos(System.nanoTime() - start));
            });
        } catch (ImportRefusedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Of a dump that changed since the first reading anything may come.
            dump.requireUnchanged();
            throw e;
        }
    }

    private static ImportRequest request(ImportRun run) {
        return new ImportRequest(
                Charset.forName(run.charset()), false, true, PasswordMode.LOCK, ImportRequest.USUAL_BATCH, "");
    }
}
