package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.LoadSource;
import org.schemuse.importer.load.copy.Batches;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.FieldList;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.row.LegacyIds;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.mud.update.SameWorld;
import org.schemuse.importer.mud.update.StoredWorld;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.mud.verify.Differences;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.mud.verify.Verifier;
import org.schemuse.importer.source.CountingStream;

/** A dump as what a run loads: its second reading, in which its records become rows. */
final class WorldSource implements LoadSource {
    /** An interruption loses the hashes of one batch, and a hash takes a third of a second of a processor. */
    private static final int HASHES_A_BATCH = 50;

    private final DumpFile file;
    private final TargetSchema schema;
    private ImportRequest request;
    private final ImportListener listener;
    private @Nullable UpdateRules update;
    /** The run that the world to be updated stands at, once it is known. */
    private @Nullable ImportRun before;

    private Set<UUID> storedUsers = Set.of();
    private Map<UUID, String> hashes = Map.of();

    WorldSource(DumpFile file, TargetSchema schema, ImportRequest request, ImportListener listener) {
        this.file = file;
        this.schema = schema;
        this.request = request;
        this.listener = listener;
    }

    /** Brings the world that is there up to the dump. */
    WorldSource updating(UpdateRules rules) {
        update = rules;
        return this;
    }

    @Override
    public String catalog() {
        return StoredWorld.CATALOG;
    }

    @Override
    public String name() {
        return file.source().name();
    }

    @Override
    public String label() {
        String source = file.inspection().source();
        Path name = Path.of(source).getFileName();
        return name == null ? source : name.toString();
    }

    @Override
    public String adviceIfFilled() {
        return ", and a world is imported into an empty one; choose another with --schema NAME, or"
                + " bring the world that is there up to a newer dump with --update";
    }

    @Override
    public String adviceIfEmpty() {
        return " holds no imported world that could be brought up to date; import without --update";
    }

    @Override
    public Target target(Handle control) {
        return StoredWorld.target(schema, control);
    }

    @Override
    public ImportLedger.Beginning beginning(int number) {
        Inspection inspection = file.inspection();
        return new ImportLedger.Beginning(
                new LegacyIds(schema.name()).run(number),
                number,
                label(),
                file.source().path(),
                inspection.sha256(),
                inspection.bytes(),
                inspection.dialect(),
                inspection.layout(),
                inspection.charset(),
                request.recorded(),
                request.toolVersion());
    }

    @Override
    public Map<String, Object> counts(Map<String, Long> rows) {
        Inspection inspection = file.inspection();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("objects", inspection.counts().liveObjects());
        counts.put("rows", rows.values().stream().mapToLong(Long::longValue).sum());
        counts.put("tables", rows);
        counts.put("dump", inspection.counts());
        counts.put("sections", inspection.sections());
        counts.put("frame", file.reading().frames().stream().map(this::fields).toList());
        counts.put("layout", file.dump().layoutData());
        counts.put("findings", inspection.findingsByCode());
        return counts;
    }

    /** What a line around the objects says. */
    private Map<String, Object> fields(RawRecord.Frame frame) {
        return FieldList.of(frame, file.world().charset()).decoded();
    }

    @Override
    public List<Finding> findings() {
        return file.findings().kept();
    }

    @Override
    public Optional<ImportRun> alreadyLoaded(Target target, Handle control, ImportRun latest) {
        if (!latest.sha256().equals(file.reading().sha256())) {
            return Optional.empty();
        }
        new StoredWorld(schema, control).requireRowsOf(latest);
        return Optional.of(latest);
    }

    @Override
    public void requireNewerOf(ImportRun latest) {
        if (!latest.dialect().equals(file.inspection().dialect())) {
            throw new ImportRefusedException("schema \"" + schema.name() + "\" holds a world of " + latest.dialect()
                    + ", found " + file.inspection().dialect() + " in " + name()
                    + "; a newer dump of the same world is expected");
        }
        before = latest;
    }

    @Override
    public void prepare(Target target, Handle control) {
        StoredWorld stored = new StoredWorld(schema, control);
        if (before == null) {
            storedUsers = stored.users();
            return;
        }
        request = request.usually(ImportRequest.passwordsOf(before));
        file.settle(request);
        hashes = stored.passwordHashes();
    }

    @Override
    public void stream(Streaming streaming) throws IOException, InterruptedException {
        if (update == null && request.passwords() != ImportRequest.PasswordMode.LOCK) {
            listener.hashing(file.inspection().counts().players());
        }
        try (PasswordHashing hashing = new PasswordHashing(request.passwords())) {
            UserRows users =
                    new UserRows(hashing.executor()).storing(storedUsers).knowing(hashes);
            Batches batches = streaming.batches();
            RowEncoder encoder = new RowEncoder(file.world(), schema.name(), users, streaming.startedAt())
                    .keepingPasswords(request.passwords() == ImportRequest.PasswordMode.KEEP);
            encoder.fill(batches.batch());
            encoder.addBuiltins();
            records(encoder, streaming);
            if (update != null) {
                requireSameWorld(update, streaming.control(), batches);
                encoder.fill(batches.batch());
            }
            encoder.addChannels();
            batches.send();
            if (update == null) {
                streaming.enter("passwords");
            }
            addUsers(users, hashing, streaming);
        }
    }

    /** Before the long wait for hashes. */
    private void requireSameWorld(UpdateRules rules, Handle control, Batches batches) throws InterruptedException {
        batches.send();
        if (!rules.allowOtherWorld()) {
            SameWorld.compare(schema, control).require(schema, name());
        }
    }

    private void records(RowEncoder encoder, Streaming streaming) throws IOException, InterruptedException {
        try {
            read(encoder, streaming);
        } catch (ImportCancelledException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Of a dump that changed since the first reading anything may come.
            file.source().requireUnchanged();
            throw e;
        }
    }

    private void read(RowEncoder encoder, Streaming streaming) throws IOException, InterruptedException {
        long total = file.source().storedBytes();
        Batches batches = streaming.batches();
        try (CountingStream stored = file.source().stored();
                InputStream bytes = file.source().open(stored);
                DumpReader reader = file.dump().read(bytes, null, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                encoder.add(record);
                if (batches.sendIfHolds(request.batchSize())) {
                    encoder.fill(batches.batch());
                    streaming.checkCancelled();
                    listener.progress(Stage.LOADING, stored.count(), total);
                }
            }
        }
    }

    /** Waits for the hashes of users, and moves their rows into the batches. */
    private void addUsers(UserRows users, PasswordHashing hashing, Streaming streaming) throws InterruptedException {
        boolean often = update == null && hashing.executor() != null;
        int atATime = often ? HASHES_A_BATCH : request.batchSize();
        hashing.hurry();
        while (users.size() > 0) {
            streaming.checkCancelled();
            listener.progress(Stage.HASHING, hashing.done(), hashing.all());
            users.moveTo(streaming.batches().batch());
            streaming.batches().sendIfHolds(atATime);
        }
    }

    @Override
    public Verification verification() {
        Differences found = new Differences();
        return new Verification() {
            @Override
            public List<Consumer<Handle>> queries() {
                return Verifier.queries(file.world(), found);
            }

            @Override
            public List<String> differences() {
                return found.kept().stream().map(RowDifference::toString).toList();
            }
        };
    }
}
