package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.dump.Dump;
import org.schemuse.importer.dump.muse.MuseDump;
import org.schemuse.importer.problem.Problem;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.problem.Problems;
import org.schemuse.importer.problem.UnusableDump;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.world.World;
import org.schemuse.importer.world.WorldReader;

/** A dump that was recognised and read once: the world in it and the findings. */
final class DumpFile {
    private static final int SAMPLE = 1 << 20;

    /** First bytes of what operators bring by mistake. */
    private static final Map<String, String> OTHERS = Map.of(
            "+V", "a PennMUSH flatfile",
            "+T", "a TinyMUSH flatfile",
            "+X", "a TinyMUX flatfile",
            "+R", "a RhostMUSH flatfile",
            "\u00ef\u00bb\u00bf", "a text with a byte order mark; remove its first three bytes",
            "\u0089PNG", "a PNG picture",
            "PK", "a ZIP archive; unpack it first",
            "BZh", "compressed with bzip2; unpack it first",
            "\u00fd7zXZ", "compressed with xz; unpack it first");

    private final DumpSource source;
    private final World world;
    private final Problems problems;
    private final Duration took;

    private DumpFile(DumpSource source, World world, Problems problems, Duration took) {
        this.source = source;
        this.world = world;
        this.problems = problems;
        this.took = took;
    }

    static DumpFile read(DumpSource source, ImportRequest request, ImportListener listener) throws IOException {
        long start = System.nanoTime();
        try {
            return readOnce(source, request, listener, start);
        } catch (UnusableDump e) {
            String where = source.name() + ": ";
            throw e.getMessage().startsWith(where) ? e : new UnusableDump(where + e.getMessage(), e);
        }
    }

    private static DumpFile readOnce(DumpSource source, ImportRequest request, ImportListener listener, long start)
            throws IOException {
        Problems problems = new Problems();
        byte[] sample = sample(source);
        Dump dump = MuseDump.recognise(sample).orElseThrow(() -> unrecognised(sample));
        long total = source.storedBytes();
        WorldReader reader = new WorldReader(dump, source, request.charset(), problems, read -> {
            if (listener.cancelled()) {
                throw new ImportCancelled("stopped while reading " + source.name() + "; nothing was changed");
            }
            listener.progress(ImportListener.Stage.READING, read, total);
        });
        World world = reader.read();
        if (!Arrays.equals(sample, sample(source))) {
            throw new UnusableDump("the dump changed while it was read; make a copy of it while the game server writes"
                    + " none, and give that");
        }
        if (world.counts().liveObjects() + world.counts().garbage() == 0) {
            throw new UnusableDump("no object in it could be read; expected records that begin with '&'");
        }
        DumpFile file = new DumpFile(source, world, problems, Duration.ofNanos(System.nanoTime() - start));
        file.settle(request);
        return file;
    }

    /** Takes back what was found on the assumption that raw passwords are not stored, if they are. */
    void settle(ImportRequest request) {
        if (request.passwords() == ImportRequest.PasswordMode.KEEP) {
            problems.forget(ProblemCode.PASSWORD_NOT_KEPT);
        }
    }

    private static byte[] sample(DumpSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return bytes.readNBytes(SAMPLE);
        }
    }

    private static UnusableDump unrecognised(byte[] sample) {
        if (sample.length == 0) {
            return new UnusableDump("is empty once decompressed; get a new copy of the file");
        }
        String start = new String(sample, 0, Math.min(sample.length, 40), StandardCharsets.ISO_8859_1);
        if (start.matches("(?s)[@~][0-9]+\\R.*")) {
            return new UnusableDump("begins as a flatfile of TinyMUSE or deMUSE, but no object in its first "
                    + "MiB can be read; it is cut short or damaged, get a new copy of the file");
        }
        if (start.matches("(?s)#[0-9]+\\R.*")) {
            return noFlatfile("a dump of the first MUD layout, with records that begin with '#'");
        }
        return noFlatfile(kind(sample, start));
    }

    private static String kind(byte[] sample, String start) {
        String what = OTHERS.entrySet().stream()
                .filter(other -> start.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (what != null) {
            return what;
        }
        boolean binary = new String(sample, StandardCharsets.ISO_8859_1).indexOf(0) >= 0;
        return (binary ? "a binary file" : "a text file") + " that begins with "
                + Problem.quote(start.lines().findFirst().orElse(""));
    }

    private static UnusableDump noFlatfile(String what) {
        return new UnusableDump("is no flatfile of TinyMUSE or deMUSE but " + what
                + "; expected '@' and a version number, or '~' and the number of objects, on its first line");
    }

    DumpSource source() {
        return source;
    }

    World world() {
        return world;
    }

    Problems problems() {
        return problems;
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
                problems.counts(),
                problems.kept(),
                !cutShort(),
                problems.lostOrChangedSomething(),
                took);
    }

    private boolean cutShort() {
        return problems.count(ProblemCode.TRUNCATED_FILE) + problems.count(ProblemCode.MISSING_END_LINE) > 0;
    }

    /** Refuses what a request does not want to import. */
    void refuseUnlessWanted(ImportRequest request) {
        if (cutShort() && !request.acceptTruncated()) {
            throw new UnusableDump(first(ProblemCode.TRUNCATED_FILE, ProblemCode.MISSING_END_LINE)
                    + ": the dump is cut short; get a complete copy, or import what is there with --accept-truncated");
        }
        if (request.strict() && problems.hasErrors()) {
            List<ProblemCode> errors = new ArrayList<>(problems.counts().keySet());
            errors.removeIf(code -> code.severity() != ProblemCode.Severity.ERROR);
            throw new UnusableDump(first(errors.toArray(ProblemCode[]::new)) + ": --strict takes no dump with errors ("
                    + errors.get(0) + "); 'schemuse inspect' lists all findings");
        }
    }

    /** Where the first finding of some codes is, as {@code file:line}. */
    private String first(ProblemCode... codes) {
        List<ProblemCode> wanted = List.of(codes);
        return problems.kept().stream()
                .filter(problem -> wanted.contains(problem.code()) && problem.position() != null)
                .findFirst()
                .map(problem -> source.name() + ":" + problem.position().line())
                .orElse(source.name());
    }
}
