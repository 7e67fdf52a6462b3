package org.schemuse.importer.mud.format.muse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.MudFormat;
import org.schemuse.importer.mud.generate.Traits;

/** Flatfiles of TinyMUSE up to version 15 and of deMUSE up to version 14. */
public final class MuseFormat implements MudFormat {
    static final String NAME = "muse";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String called() {
        return "flatfile of TinyMUSE or deMUSE";
    }

    @Override
    public String beginning() {
        return "'@' and a version number, or '~' and the number of objects, on its first line";
    }

    @Override
    public String record() {
        return "'&'";
    }

    @Override
    public Optional<Dump> recognise(byte[] sample) {
        if (!looksLikeMuse(sample)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MuseDump(LayoutProbe.layoutOf(sample)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** The first line is a mark and a number. */
    private static boolean looksLikeMuse(byte[] sample) {
        int end = 0;
        while (end < sample.length && end < 16 && sample[end] != '\n') {
            end++;
        }
        return start(sample, end).matches("[@~&!][0-9]+\\r?");
    }

    private static String start(byte[] sample, int end) {
        return new String(sample, 0, Math.min(sample.length, end), StandardCharsets.ISO_8859_1);
    }

    @Override
    public Optional<String> unreadable(byte[] sample) {
        return start(sample, 40).matches("(?s)[@~][0-9]+\\R.*")
                ? Optional.of(
                        "begins as a " + called() + ", but no object in its first MiB can be read; it is cut short"
                                + " or damaged, get a new copy of the file")
                : Optional.empty();
    }

    @Override
    public Dump stored(JsonNode layout) {
        return new MuseDump(Layout.of(layout));
    }

    @Override
    public boolean generates() {
        return true;
    }

    /** As TinyMUSE 2.0 would write it. */
    @Override
    public void generate(int objects, long seed, Traits traits, OutputStream out) throws IOException {
        MuseDump newest = MuseDump.newest();
        try (DumpWriter dump = newest.write(out)) {
            new WorldGenerator(objects, seed, traits, newest.rules()).write(dump);
        }
    }
}
