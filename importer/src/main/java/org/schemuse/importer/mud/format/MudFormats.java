package org.schemuse.importer.mud.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.mud.generate.Traits;

/** The formats that can be read: those that a {@link ServiceLoader} finds on the class path. */
public final class MudFormats {
    /** How many bytes of a file are looked at. */
    public static final int SAMPLE = 1 << 20;

    /** What has no signature, and could be anything that people read. */
    private static final String TEXT = "a text file";

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
            Map.entry("BZh", "compressed with bzip2 twice; unpack it once"),
            Map.entry("\u00fd7zXZ", "compressed with xz; unpack it first"),
            Map.entry("(\u00b5/\u00fd", "compressed with zstd twice; unpack it once"),
            Map.entry("SQLite format 3", "an SQLite database"),
            Map.entry("PGDMP", "a dump of PostgreSQL; restore it with pg_restore"));

    /** Where the chat database of PennMUSH says so: its first line is a flag, its second the time of saving. */
    private static final String CHAT = "(?s)\\+V-?[0-9]+\\R(\\+[^\\n]*\\R)?savedtime .*";

    private final List<MudFormat> formats;

    private MudFormats(List<MudFormat> formats) {
        this.formats = formats;
    }

    /** Every format there is: those beside this class, and those that only the caller's class loader knows. */
    public static MudFormats all() {
        Map<Class<?>, MudFormat> formats = new LinkedHashMap<>();
        ServiceLoader.load(MudFormat.class, MudFormats.class.getClassLoader())
                .forEach(format -> formats.put(format.getClass(), format));
        ServiceLoader.load(MudFormat.class).forEach(format -> formats.putIfAbsent(format.getClass(), format));
        return new MudFormats(List.copyOf(formats.values()));
    }

    /**
     * Writes a dump of a world that never was, in the first format that can; the same numbers give the same bytes.
     *
     * @param objects how many it has, at least two
     */
    public static void generate(int objects, long seed, Traits traits, OutputStream out) throws IOException {
        all().formats.stream()
                .filter(MudFormat::generates)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no format writes worlds that never were"))
                .generate(objects, seed, traits, out);
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

    /** How records of objects may begin, for the message about a dump without any. */
    public String records() {
        return formats.stream().map(MudFormat::record).collect(Collectors.joining(" or "));
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
        return new UnusableDumpException(unreadable.orElseGet(() -> foreign(kind(sample))));
    }

    private String foreign(String kind) {
        return "is no " + joined(MudFormat::called) + " but " + kind + "; expected " + joined(MudFormat::beginning)
                + (kind.startsWith(TEXT) ? "; rows of a table are imported with --table" : "");
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
            return Objects.requireNonNull(OTHERS.get("savedtime"));
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
        return (binary ? "a binary file" : TEXT) + " that begins with "
                + Finding.quote(begin.lines().findFirst().orElse(""));
    }
}
