package org.schemuse.importer;

import java.io.IOException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.LoadResult;
import org.schemuse.importer.load.LoadRun;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.VerificationFailedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.mud.update.WorldMerge;
import org.schemuse.importer.source.DumpSource;

/**
 * Imports a dump into PostgreSQL. It reads the dump twice: the first pass checks everything and resolves references, the
 * second streams rows into the database. An inspection is the first pass alone.
 */
public final class ImportService {
    private final ImportRequest request;
    private final ImportListener listener;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    /**
     * Imports as a request says.
     *
     * @param listener is called on the thread that calls this service, and may cancel what that does
     */
    public ImportService(ImportRequest request, ImportListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /** Measures the stages of the next import or update with a clock that is running; returns this service. */
    public ImportService timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /**
     * Reads a dump once, and reports its contents and its findings. Uses no database.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if the source is not a dump
     * @throws org.schemuse.importer.load.ImportCancelledException if the listener cancels
     * @throws IOException if the source cannot be read
     */
    public Inspection inspect(DumpSource source) throws IOException {
        return DumpFile.read(source, request, listener).inspection();
    }

    /**
     * Reads a dump once, and refuses it if an import would refuse it. Uses no database.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if the source is not a dump, or if it has what the request
     *     does not accept: an error with {@code strict}, or a truncated end without {@code acceptTruncated}
     * @throws org.schemuse.importer.load.ImportCancelledException if the listener cancels
     * @throws IOException if the source cannot be read
     */
    public Inspection dryRun(DumpSource source) throws IOException {
        DumpFile file = DumpFile.read(source, request, listener);
        file.refuseUnlessWanted(request);
        return file.inspection();
    }

    /**
     * Imports a dump into a schema in which the {@code vibemuse} catalog is installed and which contains no world.
     *
     * @param database is called once, after the dump was read and accepted, so that a bad dump touches no database
     * @param schema the name of the schema, without quotes
     * @return what was imported; if this dump was imported before, the report says so and nothing is changed
     * @throws org.schemuse.importer.finding.UnusableDumpException as for {@link #dryRun}
     * @throws org.schemuse.importer.load.target.ImportRefusedException if the schema contains another world, another session
     *     holds the import lock, or the server ends the load
     * @throws VerificationFailedException if the database does not contain what the dump says; the import was undone
     * @throws org.schemuse.importer.load.ImportCancelledException if the listener cancels
     * @throws IOException if the source cannot be read
     * @throws InterruptedException if the thread is interrupted; the import can be resumed
     */
    public ImportReport run(DumpSource source, Supplier<DataSource> database, String schema)
            throws IOException, InterruptedException {
        clock.enter("read");
        DumpFile file = DumpFile.read(source, request, listener);
        file.refuseUnlessWanted(request);
        clock.enter("connect");
        ImportRequest settled = request.usually(ImportRequest.PasswordMode.UPGRADE);
        TargetSchema target = new TargetSchema(database.get(), schema);
        LoadResult result = new LoadRun(target)
                .reportingTo(listener)
                .timedBy(clock)
                .load(new WorldSource(file, target, settled, listener));
        return ImportReport.of(file.inspection(), schema, result);
    }

    /**
     * Updates an imported world from a newer dump, in one transaction. Rows are matched by the ids that are derived from
     * the dump's numbers. Local changes, which the audit trail shows, are kept unless the rules prefer the dump.
     *
     * @param database is called once, after the dump was read and accepted
     * @param schema the name of the schema, without quotes
     * @return what was changed; the caller closes it
     * @throws org.schemuse.importer.finding.UnusableDumpException as for {@link #dryRun}, or if it is the dump of another world
     * @throws org.schemuse.importer.load.target.ImportRefusedException if the schema contains no imported world, another
     *     session holds the import lock, or the server ends the update; nothing was changed
     * @throws VerificationFailedException if the staged rows are not what the dump says; nothing was changed
     * @throws org.schemuse.importer.load.ImportCancelledException if the listener cancels; nothing was changed
     * @throws IOException if the source cannot be read
     * @throws InterruptedException if the thread is interrupted; nothing was changed
     */
    public UpdateReport update(DumpSource source, Supplier<DataSource> database, String schema, UpdateRules rules)
            throws IOException, InterruptedException {
        clock.enter("read");
        DumpFile file = DumpFile.read(source, request, listener);
        file.refuseUnlessWanted(request);
        clock.enter("connect");
        TargetSchema target = new TargetSchema(database.get(), schema);
        WorldMerge merge = new WorldMerge(rules);
        LoadResult result = new LoadRun(target)
                .reportingTo(listener)
                .timedBy(clock)
                .merge(new WorldSource(file, target, request, listener).updating(rules), merge);
        return UpdateReport.of(file.inspection(), schema, result, merge);
    }
}
