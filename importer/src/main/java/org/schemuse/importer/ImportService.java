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
 * Brings a dump into PostgreSQL, in two readings: the first checks everything and resolves the world, the second streams
 * its rows. The first alone is an inspection.
 */
public final class ImportService {
    private final ImportRequest request;
    private final ImportListener listener;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    public ImportService(ImportRequest request, ImportListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /** Books the time of an import on a clock that runs already. */
    public ImportService timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /**
     * Reads a dump and tells what is in it and what is wrong with it. No database is needed.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if it is no dump
     */
    public Inspection inspect(DumpSource source) throws IOException {
        return DumpFile.read(source, request, listener).inspection();
    }

    /**
     * Reads a dump as an import would, and refuses what that would refuse.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if it is no dump, or not one the request wants
     */
    public Inspection rehearse(DumpSource source) throws IOException {
        DumpFile file = DumpFile.read(source, request, listener);
        file.refuseUnlessWanted(request);
        return file.inspection();
    }

    /**
     * Imports a dump into a schema where the {@code vibemuse} catalog is installed and no world is yet.
     *
     * @param database asked for only once the dump is read and wanted, so that a bad one costs no database anything
     * @throws org.schemuse.importer.finding.UnusableDumpException as {@link #rehearse}
     * @throws org.schemuse.importer.load.target.ImportRefusedException if the schema holds something else, or the database ends the load;
     *     nothing of the dump is left in it then
     * @throws VerificationFailedException if the database does not hold in the end what the dump says; nothing is left then either
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
     * Brings a world that was imported up to a newer dump of it: by the ids that are derived from the dump's numbers, all
     * of it or nothing. What people changed or added in the database since is theirs.
     *
     * @throws org.schemuse.importer.load.target.ImportRefusedException if there is no such world, or the database ends the update
     * @throws VerificationFailedException if the staged rows are not what the dump says; nothing was changed then
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
