package org.schemuse.importer.mud.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.mud.format.muse.MuseDump;
import org.schemuse.importer.mud.format.muse.MuseFormat;

/** The formats that can be read: ours, and those that a {@link ServiceLoader} finds beside them. */
public final class MudFormats {
    /** How many bytes of a file are looked at. */
    public static final int SAMPLE = 1 << 20;

    /** First bytes of what operators bring by mistake, and what such a file is. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("+V", "a PennMUSH flatfile"),
            Map.entry("+T", "a TinyMUSH flatfile"),
            Map.entry("+X", "a TinyMUX flatfile"),
            Map.entry("+R", "a RhostMUSH flatfile"),
            Map.entry("savedtime", "a PennMUSH chat database; give its main database"),
            Map.entry("\u00ef\u00bb\u00bf", "a text with a byte order mark; remove its first three bytes"),
            Map.entry("\u0089PNG", "a PNG picture"),
            Map.entry("GIF8", "a GIF picture"),
            Map.entry("\u00ff\u00d8\u00ff", "a JPEG picture"),
            Map.entry("%PDF", "a PDF document"),
            Map.entry("PK", "a ZIP archive; unpack it first"),
            Map.entry("\u001f\u008b", "compressed with gzip twice; unpack it once"),
            Map.entry("BZh", "compressed with bzip2; unpack it first"),
            Map.entry("\u00fd7zXZ", "compressed with xz; unpack it first"),
            Map.entry("(\u00b5/\u00fd", "compressed with zstd; unpack it first"),
            Map.entry("SQLite format 3", "an SQLite database"),
            Map.entry("PGDMP", "a dump of PostgreSQL; restore it with pg_restore"));

    /** Where the chat database of PennMUSH says so: its first line is a flag, its second the time of saving. */
    private static final String CHAT = "(?s)\\+V-?[0-9]+\\R(\\+[^\\n]*\\R)?savedtime .*";

    private final List<MudFormat> formats;

    private MudFormats(List<MudFormat> formats) {
        this.formats = formats;
    }

    /** Every format there is. */
    public static MudFormats all() {
        List<MudFormat> formats = new ArrayList<>(List.of(new MuseFormat()));
        ServiceLoader.load(MudFormat.class).forEach(formats::add);
        return new MudFormats(formats);
    }

    /** How the last server of the family that worlds are generated for writes its dumps. */
    public static Dump newest() {
        return MuseDump.newest();
    }

    /**
     * Detects the format of a file.
     *
     * @param sample its first {@value #SAMPLE} bytes, decompressed
     * @throws UnusableDumpException if no format reads it; the message says what the file is
     */
    public Dump detect(byte[] sample) {
        return formats.stream()
                .flatMap(format -> format.recognise(sample).stream())
                .findFirst()
                .orElseThrow(() -> unrecognised(sample));
    }

    /** The dump that a run read, by the data of its layout as {@link Dump#layoutData} gives them. */
    public Dump stored(JsonNode layout) {
        String name = layout.path("format").asText();
        return formats.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnusableDumpException("the world was imported from a file of format \"" + name
                        + "\", which this program does not know; use the one that imported it"))
                .stored(layout);
    }

    private UnusableDumpException unrecognised(byte[] sample) {
        if (sample.length == 0) {
            return new UnusableDumpException("is empty once decompressed; get a new copy of the file");
        }
        Optional<String> unreadable = formats.stream()
                .flatMap(format -> format.unreadable(sample).stream())
                .findFirst();
        return new UnusableDumpException(unreadable.orElseGet(() -> "is no " + joined(MudFormat::called) + " but "
                + kind(sample) + "; expected " + joined(MudFormat::beginning)));
    }

    private String joined(java.util.function.Function<MudFormat, String> words) {
        return formats.stream().map(words).collect(Collectors.joining(", nor "));
    }

    private static String kind(byte[] sample) {
        String start = new String(sample, 0, Math.min(sample.length, 80), StandardCharsets.ISO_8859_1);
        if (start.matches("(?s)#[0-9]+\\R.*")) {
            return "a dump of the first MUD layout, with records that begin with '#'";
        }
        if (start.matches(CHAT)) {
            return OTHERS.get("savedtime");
        }
        return OTHERS.entrySet().stream()
                .filter(other -> start.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> unknown(sample, start));
    }

    private static String unknown(byte[] sample, String start) {
        boolean binary = new String(sample, StandardCharsets.ISO_8859_1).indexOf(0) >= 0;
        String begin = start.substring(0, Math.min(start.length(), 40));
        return (binary ? "a binary file" : "a text file") + " that begins with "
                + Finding.quote(begin.lines().findFirst().orElse(""));
    }
}
