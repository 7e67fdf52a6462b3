package org.schemuse.importer.mud.format.lantern;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.source.Text;

/** A world of Lantern. */
record LanternDump(int version) implements Dump {
    @Override
    public WorldRules rules() {
        return LanternRules.RULES;
    }

    @Override
    public String layout() {
        return "version " + version;
    }

    @Override
    public Map<String, Object> layoutData() {
        return Map.of("format", LanternFormat.NAME, "version", version);
    }

    @Override
    public Optional<String> companion() {
        return Optional.of(".mail");
    }

    @Override
    public DumpReader read(InputStream bytes, ContentDigest digest, Findings findings) throws IOException {
        return new LanternReader(new LineReader(bytes, digest), findings);
    }

    @Override
    public DumpWriter write(OutputStream bytes) {
        return new LanternWriter(bytes);
    }

    @Override
    public Dump asReadBy(DumpReader finished) {
        return this;
    }

    @Override
    public RawRecord.Frame frame(StoredFields fields) {
        return new LanternFrame(
                new Position(0, 0),
                false,
                fields.number("version").intValue(),
                fields.text("title"),
                fields.number("objects").intValue());
    }

    @Override
    public RawRecord.Frame end() {
        return LanternFrame.end(new Position(0, 0));
    }

    @Override
    public RawRecord.Entry object(StoredObject stored) {
        return LanternObject.of(stored);
    }

    @Override
    public RawRecord.Letter mail(StoredFields fields, Text text) {
        return new LanternMail(
                new Position(0, 0),
                fields.number("sender").intValue(),
                fields.number("recipient").intValue(),
                fields.number("at"),
                fields.has("seen"),
                text);
    }
}
