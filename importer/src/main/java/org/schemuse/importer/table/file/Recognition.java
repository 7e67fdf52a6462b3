package org.schemuse.importer.table.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.Compression;
import org.schemuse.importer.table.file.TableFile.Format;

/** Finds out what a file is from its name and its first bytes, as far as the caller does not say it. */
final class Recognition {
    /** How many bytes are looked at. */
    static final int SAMPLE = 1 << 16;

    private static final Map<String, Format> EXTENSIONS = Map.of(
            "csv", Format.CSV,
            "tsv", Format.CSV,
            "tab", Format.CSV,
            "json", Format.JSON,
            "jsonl", Format.JSONL,
            "ndjson", Format.JSONL,
            "yaml", Format.YAML,
            "yml", Format.YAML);

    /** In the order in which they win, if a file can be read with several. */
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private static final int ROWS = 20;

    private final String extension;
    private final byte[] sample;
    private final TableFileOptions options;
    private final List<String> notes = new ArrayList<>();

    Recognition(String name, byte[] sample, TableFileOptions options) {
        this.extension = extension(name);
        this.sample = sample;
        this.options = options;
    }

    private static String extension(String name) {
        String plain = Compression.plainName(name).toLowerCase(Locale.ROOT);
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    /** The format that the name of a file shows. */
    static Optional<Format> named(String name) {
        return Compression.plainName(name).contains(".")
                ? Optional.ofNullable(EXTENSIONS.get(extension(name)))
                : Optional.empty();
    }

    TableFile file() throws IOException {
        Optional<Charset> marked = ByteOrderMark.charset(sample);
        Charset charset = charset(marked);
        boolean mark = marked.filter(charset::equals).isPresent();
        if (marked.isPresent() && options.charset() == null) {
            notes.add("the charset is " + charset.name() + ", because the file begins with its byte order mark");
        }
        int from = mark ? ByteOrderMark.length(charset) : 0;
        Characters text = new Characters(new ByteArrayInputStream(sample, from, sample.length - from), charset);
        Format format = format(new Characters(new ByteArrayInputStream(sample, from, sample.length - from), charset));
        CsvDialect csv = switch (format) {
            case CSV -> csv(text);
            case TEXT -> text();
            default -> CsvDialect.RFC4180;
        };
        return new TableFile(format, charset, mark, csv, notes);
    }

    private Charset charset(Optional<Charset> marked) {
        Charset said = options.charset();
        if (said == null) {
            return marked.orElse(StandardCharsets.UTF_8);
        }
        // Java writes a mark before each text in this one.
        return said.equals(StandardCharsets.UTF_16) ? marked.orElse(StandardCharsets.UTF_16BE) : said;
    }

    private Format format(Reader text) throws IOException {
        if (options.format() != null) {
            return options.format();
        }
        Format known = EXTENSIONS.get(extension);
        if (known != null) {
            return known;
        }
        StringWriter begin = new StringWriter();
        text.transferTo(begin);
        Format found = formatOf(begin.toString().strip());
        notes.add("the format is " + found + ", as its first characters show; set another with --format");
        return found;
    }

    private static Format formatOf(String begin) {
        String first = begin.lines().findFirst().orElse("").strip();
        if (first.startsWith("[")) {
            return Format.JSON;
        }
        if (first.startsWith("{")) {
            return first.endsWith("}") ? Format.JSONL : Format.JSON;
        }
        return first.equals("---") || first.startsWith("%YAML") ? Format.YAML : Format.CSV;
    }

    private CsvDialect text() {
        TableFileOptions.Csv said = options.csv();
        if (said.names().isEmpty()) {
            throw new UnusableDumpException("a file of the format TEXT has no header; set the names of its fields");
        }
        CsvDialect csv = new CsvDialect(
                Objects.requireNonNullElse(said.delimiter(), '\t'),
                '"',
                Objects.requireNonNullElse(said.nullToken(), "\\N"),
                List.of(),
                said.names());
        if (!TextForm.tellsFromNull(csv)) {
            throw new UnusableDumpException("the token for NULL '" + csv.nullToken()
                    + "' cannot be told from a value in a text file; set another with --null, such as \\N");
        }
        return csv;
    }

    private CsvDialect csv(Characters text) throws IOException {
        TableFileOptions.Csv said = options.csv();
        if (said.headerLine() == 0 && said.names().isEmpty()) {
            throw new UnusableDumpException("a file without a header needs the names of its fields; set them");
        }
        List<String> preamble = new ArrayList<>();
        String rest = rest(text, preamble);
        char quote = Objects.requireNonNullElse(said.quote(), '"');
        return new CsvDialect(
                delimiter(preamble, rest, quote),
                quote,
                Objects.requireNonNullElse(said.nullToken(), ""),
                preamble,
                said.headerLine() == 0 ? said.names() : List.of());
    }

    /** Moves the lines before the header into the preamble; gives what follows them. */
    private String rest(Characters text, List<String> preamble) throws IOException {
        String first = text.line();
        boolean separator = first != null && isSeparatorLine(first);
        int lines = Math.max(options.csv().headerLine() - 1, separator ? 1 : 0);
        String line = first;
        while (preamble.size() < lines && line != null) {
            preamble.add(line);
            line = text.line();
        }
        if (preamble.size() < lines || line == null) {
            throw new UnusableDumpException("has no header; expected the names of the fields in line " + (lines + 1));
        }
        StringWriter rest = new StringWriter();
        rest.write(line + '\n');
        text.transferTo(rest);
        return rest.toString();
    }

    /** Spreadsheets write the delimiter so. */
    private static boolean isSeparatorLine(String line) {
        return line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4);
    }

    private char delimiter(List<String> preamble, String rest, char quote) throws IOException {
        Character said = options.csv().delimiter();
        if (said != null) {
            return said;
        }
        if (!preamble.isEmpty() && isSeparatorLine(preamble.get(0))) {
            char named = preamble.get(0).charAt(4);
            notes.add("the delimiter is " + shown(named) + ", as the line '" + preamble.get(0) + "' says");
            return named;
        }
        if (extension.equals("tsv") || extension.equals("tab")) {
            return '\t';
        }
        char best = ',';
        double bestFit = 0;
        for (char candidate : DELIMITERS) {
            double fit = candidate == quote ? 0 : fit(rest, candidate, quote);
            if (fit > bestFit) {
                best = candidate;
                bestFit = fit;
            }
        }
        if (bestFit > 0) {
            notes.add("the delimiter is " + shown(best) + ", as the first rows show; set another with --delimiter");
        }
        return best;
    }

    /**
     * How well a delimiter cuts rows: the share of them that have as many values as the first, above all, then how many those
     * are; 0 if there is only one.
     */
    private double fit(String rest, char delimiter, char quote) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setQuote(quote)
                .setLenientEof(true)
                .setTrailingData(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(rest, format)) {
            List<Integer> sizes =
                    parser.stream().limit(ROWS + 1).map(CSVRecord::size).toList();
            int whole = sample.length < SAMPLE || sizes.size() > ROWS ? sizes.size() : sizes.size() - 1;
            List<Integer> rows = sizes.subList(0, Math.min(ROWS, Math.max(1, whole)));
            int first = sizes.isEmpty() ? 0 : sizes.get(0);
            long same = rows.stream().filter(size -> size == first).count();
            return first < 2 ? 0 : 1000.0 * same / rows.size() + Math.min(first, 999) / 1000.0;
        }
    }

    private static String shown(char delimiter) {
        return delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
    }
}
