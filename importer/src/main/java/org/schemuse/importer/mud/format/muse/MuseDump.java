package org.schemuse.importer.mud.format.muse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
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

    MuseDump(Layout layout) {
        this.layout = layout;
        this.dialect = new MuseDialect(layout);
    }

    /** How TinyMUSE 2.0, the last of the family, writes its dumps. */
    public static Dump newest() {
        return new MuseDump(Layout.candidates(NEWEST).get(0));
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
    public Map<String, Object> layoutData() {
        return layout.data();
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
