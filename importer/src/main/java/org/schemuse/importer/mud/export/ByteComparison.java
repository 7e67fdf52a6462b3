package org.schemuse.importer.mud.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.DumpSource;

/**
 * Writes a dump and compares it, record by record, with the one that the world came from. A record reaches up to the next
 * one, with whatever stands between them; of two that differ only the bytes from the first to the last that do are named.
 * Memory holds one record at a time.
 */
public final class ByteComparison implements DumpWriter {
    /** Of very many ranges no more are kept; their number is exact. */
    public static final int MOST_KEPT = 10_000;

    /** A record with more than this behind it is not looked into. */
    private static final long LARGEST_PIECE = 1L << 28;

    private final OutputStream out;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final DumpWriter writer;
    private final DumpReader original;
    private final InputStream originalBytes;
    private final Reasons reasons;
    private final @Nullable AttributeKey password;
    private final List<ByteRange> ranges = new ArrayList<>();
    private long number;
    private boolean framed;
    private @Nullable RawRecord ahead;
    private @Nullable Piece piece;
    private long length = -1;
    private long read;
    private long written;

    /** A stretch of the original: a record, or, without one, what stands before the first object. */
    private record Piece(@Nullable RawRecord record, long from, long to) {}

    /**
     * Why bytes may differ.
     *
     * @param found what was found at an offset
     * @param twice what was found of objects that have two records: said of the later one, but it is the earlier that is
     *     missing
     * @param everywhere what was found of the file as a whole, or {@code null}
     * @param passwordsKept whether passwords are there to be written
     */
    public record Reasons(
            TreeMap<Long, String> found,
            Map<String, String> twice,
            @Nullable String everywhere,
            boolean passwordsKept) {}

    /** Compares what is written to {@code out} with an original of so many bytes. */
    public ByteComparison(Dump dump, OutputStream out, DumpSource source, long bytes, Reasons reasons)
            throws IOException {
        this.out = out;
        this.writer = dump.write(buffer);
        this.original = dump.read(source.open(), null, new Findings());
        this.originalBytes = source.open();
        this.length = bytes;
        this.reasons = reasons;
        this.password = dump.rules().special(WorldRules.Special.PASSWORD).orElse(null);
        do {
            ahead = original.next();
        } while (ofFrame(ahead));
        piece = new Piece(null, 0, ahead == null ? length : offset(ahead));
    }

    private static boolean ofFrame(@Nullable RawRecord record) {
        return record instanceof RawRecord.Frame frame && !frame.end();
    }

    private static long offset(RawRecord record) {
        return record.position().offset();
    }

    /** How many ranges differ. */
    public long number() {
        return number;
    }

    /** Where the bytes differ; of very many only the first. */
    public List<ByteRange> ranges() {
        return List.copyOf(ranges);
    }

    @Override
    public void write(RawRecord record) throws IOException {
        boolean frame = ofFrame(record);
        if (!frame && !framed) {
            framed = true;
            meet(null);
        }
        writer.write(record);
        if (!frame) {
            meet(record);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Finds the piece of the original that what was written last is to be compared with. */
    private void meet(@Nullable RawRecord record) throws IOException {
        writer.flush();
        byte[] bytes = buffer.toByteArray();
        buffer.reset();
        while (piece != null && isBefore(piece, record)) {
            lost(piece);
            advance();
        }
        if (piece != null && isLike(piece, record)) {
            compare(piece, bytes);
            advance();
        } else {
            long at = piece == null ? length : piece.from();
            add(new ByteRange(at, at, written, written + bytes.length, dbref(record), why(new Piece(record, at, at))));
        }
        out.write(bytes);
        written += bytes.length;
    }

    private static boolean isLike(Piece piece, @Nullable RawRecord record) {
        if (record == null || piece.record() == null) {
            return record == piece.record();
        }
        return piece.record().getClass() == record.getClass()
                && (!(record instanceof RawRecord.Entry) || offset(record) == piece.from());
    }

    private static boolean isBefore(Piece piece, @Nullable RawRecord record) {
        if (record == null || isLike(piece, record)) {
            return false;
        }
        return record instanceof RawRecord.Entry
                ? piece.from() < offset(record)
                : !(piece.record() instanceof RawRecord.Letter)
                        && !(piece.record() instanceof RawRecord.Frame && record instanceof RawRecord.Frame);
    }

    private void advance() throws IOException {
        if (ahead == null) {
            piece = null;
            return;
        }
        RawRecord record = ahead;
        ahead = original.next();
        piece = new Piece(record, offset(record), ahead == null ? length : offset(ahead));
    }

    private void lost(Piece lost) {
        add(new ByteRange(lost.from(), lost.to(), written, written, dbref(lost.record()), why(lost)));
    }

    private void compare(Piece expected, byte[] bytes) throws IOException {
        long size = expected.to() - expected.from();
        originalBytes.skipNBytes(expected.from() - read);
        byte[] before = originalBytes.readNBytes((int) Math.min(size, LARGEST_PIECE));
        read = expected.from() + before.length;
        int same = Arrays.mismatch(before, bytes);
        if (same >= 0) {
            int most = Math.min(before.length, bytes.length) - same;
            int tail = 0;
            while (tail < most
                    && before.length == size
                    && before[before.length - 1 - tail] == bytes[bytes.length - 1 - tail]) {
                tail++;
            }
            add(new ByteRange(
                    expected.from() + same,
                    expected.to() - tail,
                    written + same,
                    written + bytes.length - tail,
                    dbref(expected.record()),
                    why(expected)));
        }
    }

    private void add(ByteRange range) {
        number++;
        if (ranges.size() < MOST_KEPT) {
            ranges.add(range);
        }
    }

    private static @Nullable Integer dbref(@Nullable RawRecord record) {
        return record instanceof RawRecord.Entry entry ? entry.meaning().dbref() : null;
    }

    private String why(Piece differs) {
        // What is wrong with the end of the file was found behind its last byte.
        boolean toEnd = differs.to() == length || differs.to() == differs.from();
        List<String> why = new ArrayList<>(reasons.found()
                .subMap(differs.from(), true, differs.to(), toEnd)
                .values());
        if (!reasons.passwordsKept() && hasPassword(differs.record())) {
            why.add("the password is left out: the import did not run with --passwords keep");
        }
        if (why.isEmpty()) {
            why.add(otherwise(differs.record()));
        }
        return String.join("; ", why);
    }

    private String otherwise(@Nullable RawRecord record) {
        String twice = reasons.twice().get("#" + dbref(record));
        if (twice != null) {
            return twice;
        }
        if (reasons.everywhere() != null) {
            return reasons.everywhere();
        }
        if (record == null || ofFrame(record)) {
            return "version and count are written once, before the first object";
        }
        return "changed since the import";
    }

    private boolean hasPassword(@Nullable RawRecord record) {
        return record instanceof RawRecord.Entry entry
                && entry.meaning().attributes().stream()
                        .anyMatch(value -> value.key().equals(password));
    }

    /** Notes what of the original was not met. */
    @Override
    public void close() throws IOException {
        for (; piece != null; advance()) {
            lost(piece);
        }
        writer.close();
        original.close();
        // To the end, where the source says whether these were the dump's.
        originalBytes.transferTo(OutputStream.nullOutputStream());
        originalBytes.close();
        out.flush();
    }
}
