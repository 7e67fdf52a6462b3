package org.schemuse.importer.mud.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.world.MissingReferenceReport;
import org.schemuse.importer.mud.world.OpenReferences;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldRecords;
import org.schemuse.importer.mud.world.WorldScan;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.CountingStream;
import org.schemuse.importer.source.DumpSource;

/**
 * The first reading of a dump: everything is checked, nothing is stored but numbers and the names that references need.
 * What it finds is all that an import will find, so this alone is an inspection.
 */
public final class WorldReader {
    private final Dump dump;
    private final DumpSource source;
    private final @Nullable Charset forced;
    private final Findings findings;
    private final Progress progress;
    private int mostOpen = OpenReferences.MOST;

    /** Told of how many stored bytes were read, from time to time. */
    @FunctionalInterface
    public interface Progress {
        void read(long storedBytes);
    }

    /** Decodes in {@code forced} whatever the bytes look like, or goes by the bytes if that is {@code null}. */
    public WorldReader(Dump dump, DumpSource source, @Nullable Charset forced, Findings findings, Progress progress) {
        this.dump = dump;
        this.source = source;
        this.forced = forced;
        this.findings = findings;
        this.progress = progress;
    }

    /** Keeps fewer open references, so that a test comes to the second reading. */
    public WorldReader keepingOpen(int most) {
        mostOpen = most;
        return this;
    }

    /** Reads the dump once, and a second time only if an object came twice or very many references were open at once. */
    public DumpReading read() throws IOException {
        ContentDigest digest = new ContentDigest();
        WorldScan scan = new WorldScan(dump.rules(), findings, mostOpen);
        Frames frames = new Frames();
        Dump settled;
        SectionTotals accounts;
        try (CountingStream stored = source.stored();
                InputStream bytes = source.open(stored);
                DumpReader reader = dump.read(bytes, digest, findings)) {
            forEach(reader, stored, scan, frames);
            settled = dump.asReadBy(reader);
            accounts = reader.accounts();
        }
        String sha256 = digest.sha256Hex();
        source.pin(sha256);
        World world = scan.finish(charset(digest));
        if (scan.needsSecondLook()) {
            world = secondLook(settled, world);
        }
        findings.sort(Comparator.comparingLong(WorldReader::line));
        return new DumpReading(settled, world, digest.bytes(), sha256, accounts, frames.kept());
    }

    private World secondLook(Dump settled, World world) throws IOException {
        MissingReferenceReport look = new MissingReferenceReport(world, findings);
        try (CountingStream stored = source.stored();
                InputStream bytes = source.open(stored);
                DumpReader reader = settled.read(bytes, null, new Findings())) {
            forEach(reader, stored, look, new Frames());
        }
        return look.recounted();
    }

    private void forEach(DumpReader reader, CountingStream stored, WorldRecords world, Frames frames)
            throws IOException {
        RawRecord record = reader.next();
        for (int i = 0; record != null; i++) {
            if (record instanceof RawRecord.Entry entry) {
                world.object(entry.meaning());
            } else if (record instanceof RawRecord.Letter letter) {
                world.mail(letter.meaning());
            } else if (record instanceof RawRecord.Frame frame) {
                frame.objectCount().ifPresent(count -> world.announced(frame.position(), count));
                frames.add(frame);
            }
            if ((i & 0xff) == 0) {
                progress.read(stored.count());
            }
            record = reader.next();
        }
        progress.read(stored.count());
    }

    /** What stands around the objects; of each kind the first counts. */
    private static final class Frames {
        private final Map<Class<?>, RawRecord.Frame> kept = new LinkedHashMap<>();

        void add(RawRecord.Frame frame) {
            if (!frame.end()) {
                kept.putIfAbsent(frame.getClass(), frame);
            }
        }

        List<RawRecord.Frame> kept() {
            return List.copyOf(kept.values());
        }
    }

    private Charset charset(ContentDigest digest) throws IOException {
        Charset charset = forced == null ? digest.charset() : forced;
        if (charset.equals(StandardCharsets.UTF_8) && digest.utf8().firstWrong() >= 0) {
            badEncoding("byte " + digest.utf8().firstWrong() + " is none");
        } else if (charset.equals(StandardCharsets.UTF_8) && digest.utf8().cutShort()) {
            badEncoding("the last character is cut short");
        } else if (forced != null && !charset.equals(StandardCharsets.UTF_8) && !decodes(charset)) {
            badEncoding("bytes that are none");
        }
        return charset;
    }

    /** Whether the whole dump is text in a charset that somebody asked for; takes a reading of its own. */
    private boolean decodes(Charset charset) throws IOException {
        try (Reader text = new InputStreamReader(source.open(), charset.newDecoder())) {
            text.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void badEncoding(String found) {
        findings.add(new Finding(
                FindingCode.BAD_ENCODING,
                null,
                (String) null,
                null,
                "valid " + (forced == null ? StandardCharsets.UTF_8 : forced),
                found,
                "stored U+FFFD for what is no character"));
    }

    private static long line(Finding finding) {
        Position position = finding.position();
        return position == null ? 0 : position.line();
    }
}
