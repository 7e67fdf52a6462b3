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
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldReader;
import org.schemuse.importer.source.DumpSource;

/** A dump whose format was detected and that was read once: its world and its findings. */
final class DumpFile {
    private final DumpSource source;
    private final World world;
    private final Findings findings;
    private final Duration took;

    private DumpFile(DumpSource source, World world, Findings findings, Duration took) {
        this.source = source;
        this.world = world;
        this.findings = findings;
        this.took = took;
    }

    static DumpFile read(DumpSource source, ImportRequest request, ImportListener listener) throws IOException {
        long start = System.nanoTime();
        try {
            return readOnce(source, request, listener, start);
        } catch (UnusableDumpException e) {
            String where = source.name() + ": ";
            throw e.getMessage().startsWith(where) ? e : new UnusableDumpException(where + e.getMessage(), e);
        }
    }

    private static DumpFile readOnce(DumpSource source, ImportRequest request, ImportListener listener, long start)
            throws IOException {
        Findings findings = new Findings();
        byte[] sample = sample(source);
        Dump dump = MudFormats.all().detect(sample);
        long total = source.storedBytes();
        WorldReader reader = new WorldReader(dump, source, request.charset(), findings, read -> {
            if (listener.cancelled()) {
                throw new ImportCancelledException("stopped while reading " + source.name() + "; nothing was changed");
            }
            listener.progress(ImportListener.Stage.READING, read, total);
        });
        World world = reader.read();
        if (!Arrays.equals(sample, sample(source))) {
            throw new UnusableDumpException(
                    "the dump changed while it was read; make a copy of it while the game server writes"
                            + " none, and give that");
        }
        if (world.counts().liveObjects() + world.counts().garbage() == 0) {
            throw new UnusableDumpException("no object in it could be read; expected records that begin with '&'");
        }
        DumpFile file = new DumpFile(source, world, findings, Duration.ofNanos(System.nanoTime() - start));
        file.settle(request);
        return file;
    }

    /** Removes the findings that assume that raw passwords are not stored, if they are. */
    void settle(ImportRequest request) {
        if (request.passwords() == ImportRequest.PasswordMode.KEEP) {
            findings.forget(FindingCode.PASSWORD_NOT_KEPT);
        }
    }

    private static byte[] sample(DumpSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return bytes.readNBytes(MudFormats.SAMPLE);
        }
    }

    DumpSource source() {
        return source;
    }

    World world() {
        return world;
    }

    Findings findings() {
        return findings;
    }

    Inspection inspection() {
        return new Inspection(
                source.name(),
                world.reading().bytes(),
                world.reading().sha256(),
                world.dialect().name(),
                world.dump().layout(),
                world.reading().charset().name(),
                world.counts(),
                world.reading().accounts().total().lines(),
                world.reading().accounts().bySection(),
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
                .findFirst()
                .map(finding -> source.name() + ":" + finding.position().line())
                .orElse(source.name());
    }
}
