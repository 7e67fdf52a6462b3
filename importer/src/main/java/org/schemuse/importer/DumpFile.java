package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReading;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.format.WorldReader;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.source.DumpSource;

/** A dump whose format was detected and that was read once: its world and its findings. */
final class DumpFile {
    private final DumpSource source;
    private final DumpReading reading;
    private final Findings findings;
    private final Duration took;

    private DumpFile(DumpSource source, DumpReading reading, Findings findings, Duration took) {
        this.source = source;
        this.reading = reading;
        this.findings = findings;
        this.took = took;
    }

    static DumpFile read(DumpSource source, ImportRequest request, ImportListener listener) throws IOException {
        long start = System.nanoTime();
        try {
            return readOnce(source, request, listener, start);
        } catch (UnusableDumpException e) {
            String where = source.name() + ": ";
            throw String.valueOf(e.getMessage()).startsWith(where)
                    ? e
                    : new UnusableDumpException(where + e.getMessage(), e);
        }
    }

    private static DumpFile readOnce(DumpSource source, ImportRequest request, ImportListener listener, long start)
            throws IOException {
        Findings findings = new Findings();
        byte[] sample = sample(source);
        Dump dump = recognised(source, sample);
        long total = source.storedBytes();
        WorldReader reader = new WorldReader(dump, source, request.charset(), findings, read -> {
            if (listener.cancelled()) {
                throw new ImportCancelledException("stopped while reading " + source.name() + "; nothing was changed");
            }
            listener.progress(ImportListener.Stage.READING, read, total);
        });
        DumpReading reading = reader.read();
        World world = reading.world();
        if (!beginsWith(sample(source), sample)) {
            throw new UnusableDumpException(
                    "the dump changed while it was read; make a copy of it while the game server writes"
                            + " none, and give that");
        }
        if (world.counts().liveObjects() + world.counts().garbage() == 0) {
            throw new UnusableDumpException("no object in it could be read; expected records that begin with "
                    + MudFormats.all().records());
        }
        DumpFile file = new DumpFile(source, reading, findings, Duration.ofNanos(System.nanoTime() - start));
        file.settle(request);
        return file;
    }

    /**
     * The kind of dump that a source holds, with the second file that belongs to it attached.
     *
     * @throws UnusableDumpException if no format reads it
     */
    static Dump recognised(DumpSource source) throws IOException {
        return recognised(source, sample(source));
    }

    private static Dump recognised(DumpSource source, byte[] sample) {
        Dump dump = MudFormats.all().detect(sample);
        dump.companion().ifPresent(source::attach);
        return dump;
    }

    /** Removes the findings that assume that raw passwords are not stored, if they are. */
    void settle(ImportRequest request) {
        if (request.passwords() == ImportRequest.PasswordMode.KEEP) {
            findings.forget(FindingCode.PASSWORD_NOT_KEPT);
        }
    }

    /** Whether bytes begin with others; behind a short dump its companion may follow. */
    private static boolean beginsWith(byte[] bytes, byte[] begin) {
        return bytes.length >= begin.length && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    private static byte[] sample(DumpSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return bytes.readNBytes(MudFormats.SAMPLE);
        }
    }

    DumpSource source() {
        return source;
    }

    /** What the first reading learned. */
    DumpReading reading() {
        return reading;
    }

    Dump dump() {
        return reading.dump();
    }

    World world() {
        return reading.world();
    }

    Findings findings() {
        return findings;
    }

    Inspection inspection() {
        return new Inspection(
                source.name(),
                reading.bytes(),
                reading.sha256(),
                world().rules().dialect(),
                dump().layout(),
                world().charset().name(),
                world().counts(),
                reading.accounts().total().lines(),
                reading.accounts().bySection(),
                findings.counts(),
                findings.kept(),
                !cutShort(),
                findings.lostOrChangedSomething(),
                took);
    }

    private boolean cutShort() {
        return findings.count(FindingCode.TRUNCATED_FILE) + findings.count(FindingCode.MISSING_END_LINE) > 0;
    }

    /** Refuses what a request does not want to import. */
    void refuseUnlessWanted(ImportRequest request) {
        if (cutShort() && !request.acceptTruncated()) {
            throw new UnusableDumpException(first(FindingCode.TRUNCATED_FILE, FindingCode.MISSING_END_LINE)
                    + ": the dump is cut short; get a complete copy, or import what is there with --accept-truncated");
        }
        if (request.strict() && findings.hasErrors()) {
            List<FindingCode> errors = new ArrayList<>(findings.counts().keySet());
            errors.removeIf(code -> code.severity() != FindingCode.Severity.ERROR);
            throw new UnusableDumpException(
                    first(errors.toArray(FindingCode[]::new)) + ": --strict takes no dump with errors (" + errors.get(0)
                            + "); 'schemuse inspect' lists all findings");
        }
    }

    /** Where the first finding of some codes is, as {@code file:line}. */
    private String first(FindingCode... codes) {
        List<FindingCode> wanted = List.of(codes);
        return findings.kept().stream()
                .filter(finding -> wanted.contains(finding.code()) && finding.position() != null)
                .map(finding -> source.name() + ":" + finding.position().line())
                .findFirst()
                .orElse(source.name());
    }
}
