package org.schemuse.importer.mud.format.lantern;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.MudFormat;

/** Worlds of Lantern, whose first line is {@code lantern 1 "NAME" COUNT}. */
public final class LanternFormat implements MudFormat {
    static final String NAME = "lantern";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String called() {
        return "world of Lantern";
    }

    @Override
    public String beginning() {
        return "'lantern', a version, a name and the number of objects, on its first line";
    }

    @Override
    public String record() {
        return "'object'";
    }

    @Override
    public Optional<Dump> recognise(byte[] sample) {
        return first(sample).matches("(?s)lantern [0-9]+ .*") ? Optional.of(new LanternDump(1)) : Optional.empty();
    }

    private static String first(byte[] sample) {
        return new String(sample, 0, Math.min(sample.length, 40), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> unreadable(byte[] sample) {
        return Optional.empty();
    }

    @Override
    public Dump stored(JsonNode layout) {
        return new LanternDump(layout.path("version").asInt());
    }
}
