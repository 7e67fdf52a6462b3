package org.schemuse.importer.mud.format.muse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.LineReader;

/** A flatfile of the MUSE family. */
public final class MuseDump implements Dump {
    /** What the original servers' buffers hold, in bytes of one text. */
    static final int LONGEST_TEXT = 1040;

    private static final int NEWEST = 15;

    private final Layout layout;
    private final Dialect dialect;

    private MuseDump(Layout layout) {
        this.layout = layout;
        this.dialect = new MuseDialect(layout);
    }

    /**
     * Recognises a flatfile of the family by its first bytes.
     *
     * @param sample the first bytes of the dump; a megabyte is plenty
     * @return empty if the dump is something else
     */
    public static Optional<Dump> recognise(byte[] sample) {
        if (!looksLikeMuse(sample)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MuseDump(LayoutProbe.layoutOf(sample)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The dump whose {@link #layout()} was this. */
    public static Dump describedAs(String description) {
        int version = Integer.parseInt(description.replaceAll("(?s)version ([0-9]+).*", "$1"));
        return Layout.candidates(version).stream()
                .flatMap(layout -> Stream.of(layout.withMailFields(5), layout.withMailFields(6)))
                .filter(layout -> layout.describe().equals(description))
                .findFirst()
                .map(MuseDump::new)
                .orElseThrow(() -> new IllegalArgumentException("no layout is described as " + description));
    }

    /** How TinyMUSE 2.0, the last of the family, writes its dumps. */
    public static Dump newest() {
        return new MuseDump(Layout.candidates(NEWEST).get(0));
    }

    /** The first line is a mark and a number. */
    private static boolean looksLikeMuse(byte[] sample) {
        int end = 0;
        while (end < sample.length && end < 16 && sample[end] != '\n') {
            end++;
        }
        String first = new String(sample, 0, end, StandardCharsets.ISO_8859_1);
        return first.matches("[@~&!][0-9]+\\r?");
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String layout() {
        return layout.describe();
    }

    @Override
    public DumpReader read(InputStream bytes, ContentDigest census, Findings findings) throws IOException {
        return open(new LineReader(bytes, census), layout, findings);
    }

    @Override
    public DumpWriter write(OutputStream bytes) {
        return new MuseWriter(bytes, layout);
    }

    static MuseReader open(LineReader lines, Layout layout, Findings findings) throws IOException {
        return new MuseReader(new MuseLines(lines, LONGEST_TEXT, findings), layout);
    }

    @Override
    public Dump asReadBy(DumpReader finished) {
        int fields = ((MuseReader) finished).mail().fieldsOfMost(layout.mailFields());
        return fields == layout.mailFields() ? this : new MuseDump(layout.withMailFields(fields));
    }
}
