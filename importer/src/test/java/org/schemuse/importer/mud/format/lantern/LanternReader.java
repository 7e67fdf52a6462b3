package org.schemuse.importer.mud.format.lantern;

import static org.schemuse.importer.finding.FindingCode.BAD_INTEGER;
import static org.schemuse.importer.finding.FindingCode.MALFORMED_MAIL;
import static org.schemuse.importer.finding.FindingCode.MISSING_END_LINE;
import static org.schemuse.importer.finding.FindingCode.TRUNCATED_FILE;
import static org.schemuse.importer.finding.FindingCode.UNEXPECTED_LINE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.format.SectionTotals.Section;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.source.Text;

/** Reads a world of Lantern, and the mail behind it. */
final class LanternReader implements DumpReader {
    private final LineReader lines;
    private final Findings findings;
    private final SectionTotals accounts = new SectionTotals();
    private Integer within;
    /** The first line of the mail file, which is written with the first message and so belongs to it. */
    private Position heading;

    private boolean ended;
    private boolean more;

    LanternReader(LineReader lines, Findings findings) throws IOException {
        this.lines = lines;
        this.findings = findings;
        this.more = lines.next();
    }

    @Override
    public RawRecord next() throws IOException {
        while (more) {
            List<Text> words = words();
            Position position = lines.position();
            String first = word(words, 0);
            if (first.equals("lantern") && words.size() == 4 && number(words, 3) != null) {
                take(Section.HEADER);
                Long version = number(words, 1);
                return new LanternFrame(
                        position,
                        false,
                        version == null ? 1 : version.intValue(),
                        words.get(2),
                        number(words, 3).intValue());
            } else if (first.equals("object") && words.size() >= 4 && number(words, 1) != null) {
                return object(position, words);
            } else if (first.equals("world")) {
                take(Section.END);
                ended = true;
                return LanternFrame.end(position);
            } else if (line().equals(LanternWriter.MAIL)) {
                heading = position;
                take(Section.MAIL);
            } else if (first.equals("mail")) {
                RawRecord letter = mail(heading == null ? position : heading, words);
                heading = null;
                if (letter != null) {
                    return letter;
                }
            } else {
                skip(UNEXPECTED_LINE, ended ? "mail" : "an object");
            }
        }
        if (!ended) {
            ended = true;
            add(
                    MISSING_END_LINE,
                    lines.position(),
                    null,
                    "'world ends'",
                    "the end of the file",
                    "read as far as it goes");
        }
        return null;
    }

    private RawRecord mail(Position position, List<Text> words) throws IOException {
        boolean seen = words.size() == 6 && word(words, 4).equals("seen");
        Long from = number(words, 1);
        Long to = number(words, 2);
        Long sent = number(words, 3);
        if (from == null || to == null || sent == null || (words.size() != 5 && !seen)) {
            skip(MALFORMED_MAIL, "'mail FROM TO SECONDS \"TEXT\"'");
            return null;
        }
        take(Section.MAIL);
        Text text = words.get(words.size() - 1);
        return new LanternMail(position, from.intValue(), to.intValue(), sent, seen, text);
    }

    private LanternObject object(Position position, List<Text> opening) throws IOException {
        within = number(opening, 1).intValue();
        take(Section.OBJECTS);
        Map<String, Long> numbers = new LinkedHashMap<>();
        Map<String, List<String>> words = new LinkedHashMap<>();
        List<Attribute> values = new ArrayList<>();
        boolean complete = false;
        while (more && !complete) {
            List<Text> line = words();
            String field = word(line, 0);
            if (field.equals("object") || field.equals("world")) {
                break;
            }
            complete = field.equals("end");
            field(field, line, numbers, words, values);
        }
        if (!complete) {
            FindingCode code = more ? UNEXPECTED_LINE : TRUNCATED_FILE;
            add(
                    code,
                    lines.position(),
                    null,
                    "'end'",
                    more ? line() : "the end of the file",
                    "kept what stands before");
            ended |= !more;
        }
        LanternObject object = new LanternObject(
                position,
                within,
                word(opening, 2),
                opening.subList(3, opening.size()),
                sorted(numbers),
                words,
                values,
                complete);
        within = null;
        return object;
    }

    private void field(
            String field,
            List<Text> line,
            Map<String, Long> numbers,
            Map<String, List<String>> words,
            List<Attribute> values)
            throws IOException {
        Long number = number(line, LanternObject.NUMBERS.contains(field) ? 1 : 2);
        if (field.equals("end")) {
            take(Section.OBJECTS);
        } else if (LanternObject.NUMBERS.contains(field) && line.size() == 2 && number != null) {
            numbers.put(field, number);
            take(Section.OBJECTS);
        } else if (LanternObject.NUMBERS.contains(field)) {
            skip(BAD_INTEGER, "a whole number");
        } else if (LanternObject.WORDS.contains(field) && line.size() > 1) {
            words.put(field, strings(line.subList(1, line.size())));
            take(Section.OBJECTS);
        } else if ((field.equals("attr") || field.equals("lock")) && line.size() >= 4 && number != null) {
            String name = (field.equals("lock") ? LanternRules.LOCK : "") + word(line, 1);
            AttributeKey key = AttributeKey.named(name);
            List<String> flags = strings(line.subList(3, line.size() - 1));
            values.add(new Attribute(lines.position(), key, number.intValue(), flags, line.get(line.size() - 1)));
            take(key.equals(LanternRules.PASSWORD) ? Section.PASSWORDS : Section.ATTRIBUTES);
        } else {
            skip(UNEXPECTED_LINE, "a field, an attribute, a lock or 'end'");
        }
    }

    private static Map<String, Long> sorted(Map<String, Long> numbers) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        LanternObject.NUMBERS.stream().filter(numbers::containsKey).forEach(n -> sorted.put(n, numbers.get(n)));
        return sorted;
    }

    private static List<String> strings(List<Text> words) {
        return words.stream().map(w -> w.decode(StandardCharsets.UTF_8)).toList();
    }

    /** The words of the line, quoted ones without quotes; none if a quote is open at its end. */
    private List<Text> words() {
        List<Text> words = new ArrayList<>();
        byte[] bytes = lines.buffer();
        int i = lines.start();
        while (i < lines.end()) {
            if (bytes[i] == ' ') {
                i++;
                continue;
            }
            ByteArrayOutputStream word = new ByteArrayOutputStream();
            boolean quoted = bytes[i] == '"';
            i += quoted ? 1 : 0;
            while (i < lines.end() && bytes[i] != (quoted ? '"' : ' ')) {
                boolean escaped = quoted && bytes[i] == '\\' && i + 1 < lines.end();
                i += escaped ? 1 : 0;
                word.write(escaped && bytes[i] == 'n' ? '\n' : bytes[i]);
                i++;
            }
            if (quoted && i == lines.end()) {
                return List.of();
            }
            i++;
            words.add(new Text(word.toByteArray(), 0, word.size()));
        }
        return words;
    }

    private static String word(List<Text> words, int i) {
        return i < words.size() ? words.get(i).decode(StandardCharsets.UTF_8) : "";
    }

    private static Long number(List<Text> words, int i) {
        String word = word(words, i);
        return word.matches("[0-9]{1,9}") ? Long.valueOf(word) : null;
    }

    private String line() {
        return new String(lines.buffer(), lines.start(), lines.end() - lines.start(), StandardCharsets.UTF_8);
    }

    private void skip(FindingCode code, String expected) throws IOException {
        add(code, lines.position(), word(words(), 0), expected, Finding.quote(line()), "skipped the line");
        take(Section.SKIPPED);
    }

    private void add(FindingCode code, Position position, String field, String expected, String found, String done) {
        String named = field == null || field.isEmpty() ? null : field;
        findings.add(new Finding(code, position, within, named, expected, found, done));
    }

    private void take(Section section) throws IOException {
        accounts.add(section, lines.sizeWithEnd());
        more = lines.next();
    }

    @Override
    public SectionTotals accounts() {
        return accounts;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
