package org.schemuse.importer.mud.format.muse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.source.Text;

/** A flatfile of the MUSE family. */
final class MuseDump implements Dump {
    /** What the original servers' buffers hold, in bytes of one text. */
    static final int LONGEST_TEXT = 1040;

    private static final int NEWEST = 15;

    private final Layout layout;
    private final MuseDialect dialect;

    MuseDump(Layout layout) {
        this.layout = layout;
        this.dialect = new MuseDialect(layout);
    }

    /** How TinyMUSE 2.0, the last of the family, writes its dumps. */
    static MuseDump newest() {
        return new MuseDump(Layout.candidates(NEWEST).get(0));
    }

    @Override
    public MuseDialect rules() {
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
    public DumpReader read(InputStream bytes, @Nullable ContentDigest digest, Findings findings) throws IOException {
        return open(new LineReader(bytes, digest), dialect, findings);
    }

    @Override
    public DumpWriter write(OutputStream bytes) {
        return new MuseWriter(bytes, layout);
    }

    static MuseReader open(LineReader lines, MuseDialect dialect, Findings findings) throws IOException {
        return new MuseReader(new MuseLines(lines, LONGEST_TEXT, findings), dialect);
    }

    @Override
    public Dump asReadBy(DumpReader finished) {
        int fields = ((MuseReader) finished).mail().fieldsOfMost(layout.mailFields());
        return fields == layout.mailFields() ? this : new MuseDump(layout.withMailFields(fields));
    }

    @Override
    public RawRecord.Frame frame(StoredFields fields) {
        return MuseFrame.of(fields);
    }

    @Override
    public RawRecord.Frame end() {
        return new MuseFrame.End(new Position(0, 0));
    }

    @Override
    public RawRecord.Entry object(StoredObject stored) {
        return new MuseObject(dialect, MuseFields.read(stored, dialect));
    }

    @Override
    public RawRecord.Letter mail(StoredFields fields, Text text) {
        return MuseMail.of(fields, text);
    }
}
