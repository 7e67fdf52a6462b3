package org.schemuse.importer.table.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a mapping file says of one column. */
final class ColumnReader {
    private static final String FIELD = "the name of a field";

    /** Each of these words says where the values come from. */
    private static final List<String> SOURCES = List.of("constant", "object", "uuid", "reference");

    /** Each of these words says how a field is read. */
    private static final List<String> READINGS = List.of("values", "date", "number", "yes", "no", "split", "hash");

    private static final List<String> OF_FIELDS = List.of(
            "from",
            "trim",
            "null",
            "default",
            "values",
            "otherwise",
            "date",
            "zone",
            "number",
            "yes",
            "no",
            "split",
            "hash",
            "cost");

    private static final List<String> ALL = Stream.concat(
                    OF_FIELDS.stream(), Stream.of("constant", "object", "uuid", "namespace", "reference"))
            .toList();

    private final String column;
    private final MappingEntry entry;
    private final TextRule above;
    private final @Nullable ZoneId zoneAbove;

    ColumnReader(String column, MappingEntry entry, TextRule above, @Nullable ZoneId zoneAbove) {
        this.column = column;
        this.entry = entry;
        this.above = above;
        this.zoneAbove = zoneAbove;
    }

    ColumnMapping read() {
        if (entry.isScalar()) {
            ColumnSource field = new ColumnSource.Field(entry.name(FIELD));
            return new ColumnMapping(column, entry, field, above, null, null, zoneAbove);
        }
        Map<String, MappingEntry> words =
                entry.words(ALL, "a field, or a mapping such as {from: Full name, trim: true}");
        List<String> sources = SOURCES.stream().filter(words::containsKey).toList();
        if (sources.size() > 1) {
            throw both(sources);
        }
        String source = sources.isEmpty() ? "from" : sources.get(0);
        allow(words, source);
        return switch (source) {
            case "constant" -> plain(new ColumnSource.Fixed(at(words, source).constant()), TextRule.NONE);
            case "object" -> plain(document(at(words, source)), MappingReader.rule(words, above));
            case "uuid" -> plain(nameBased(words), MappingReader.rule(words, above));
            case "reference" -> reference(words);
            default -> field(words);
        };
    }

    /** What stands at a word that is there. */
    private static MappingEntry at(Map<String, MappingEntry> words, String word) {
        return Objects.requireNonNull(words.get(word));
    }

    private RuntimeException both(List<String> words) {
        return entry.fault("column " + column + " has " + String.join(": and ", words) + ":; expected one of them");
    }

    /** Refuses words that mean nothing beside the source. */
    private void allow(Map<String, MappingEntry> words, String source) {
        List<String> allowed = new ArrayList<>(
                switch (source) {
                    case "constant" -> List.of("constant");
                    case "object" -> List.of("object", "trim", "null");
                    case "uuid" -> List.of("uuid", "namespace", "trim", "null");
                    case "reference" -> List.of("reference", "from", "trim", "null", "default");
                    default -> OF_FIELDS;
                });
        words.forEach((word, value) -> {
            if (!allowed.contains(word)) {
                throw value.fault("column " + column + " has " + word + ": beside " + source + ":; expected beside it "
                        + (allowed.size() == 1
                                ? "nothing"
                                : "only " + String.join(", ", allowed.subList(1, allowed.size()))));
            }
        });
    }

    private ColumnMapping plain(ColumnSource source, TextRule rule) {
        return new ColumnMapping(column, entry, source, rule, null, null, null);
    }

    private ColumnMapping field(Map<String, MappingEntry> words) {
        List<String> readings = READINGS.stream().filter(words::containsKey).toList();
        boolean yesAndNo = readings.equals(List.of("yes", "no"));
        if (readings.size() > 1 && !yesAndNo) {
            throw both(readings);
        }
        need(words, "otherwise", "values");
        need(words, "cost", "hash");
        TextRule rule = MappingReader.rule(words, above);
        ZoneId own = MappingReader.zone(words);
        ZoneId zone = own == null ? zoneAbove : own;
        Translation translation = readings.isEmpty() ? null : translation(readings.get(0), words, rule, zone);
        if (translation instanceof Bcrypt && !words.containsKey("trim")) {
            // A blank is a part of a password, whatever is said of other texts.
            rule = new TextRule(false, rule.nulls());
        } else if (translation != null) {
            rule = named(translation, words, rule);
        }
        return new ColumnMapping(
                column, entry, new ColumnSource.Field(from(words)), rule, byDefault(words), translation, zone);
    }

    private String from(Map<String, MappingEntry> words) {
        MappingEntry from = words.get("from");
        return from == null ? column : from.name(FIELD);
    }

    private @Nullable Constant byDefault(Map<String, MappingEntry> words) {
        MappingEntry value = words.get("default");
        return value == null ? null : value.constant();
    }

    private void need(Map<String, MappingEntry> words, String word, String other) {
        if (words.containsKey(word) && !words.containsKey(other)) {
            throw at(words, word).fault(word + ": of column " + column + " needs " + other + ": beside it");
        }
    }

    /** Texts that the translation names are values, unless the column itself says that they are none. */
    private TextRule named(Translation translation, Map<String, MappingEntry> words, TextRule rule) {
        Set<String> nulls = new LinkedHashSet<>(rule.nulls());
        if (nulls.removeAll(translation.words()) && words.containsKey("null")) {
            throw words.get("null")
                    .fault("column " + column + " names a text as a value and as no value; expected one" + " of them");
        }
        return new TextRule(rule.trim(), nulls);
    }

    private Translation translation(
            String word, Map<String, MappingEntry> words, TextRule rule, @Nullable ZoneId zone) {
        MappingEntry how = at(words, word);
        return switch (word) {
            case "values" -> values(how, words.get("otherwise"));
            case "date" -> date(how, zone);
            case "number" -> number(how);
            case "split" -> new TextList(how.name("what is between the elements, such as \";\""), rule.trim());
            case "hash" -> bcrypt(how, words.get("cost"));
            default -> words(words);
        };
    }

    private static Translation values(MappingEntry how, @Nullable MappingEntry otherwise) {
        Map<String, Constant> values = new LinkedHashMap<>();
        how.entries("values, such as {Open: todo, \"In work\": doing}")
                .forEach((text, value) -> values.put(text, value.constant()));
        String word = otherwise == null ? "reject" : otherwise.word(List.of("reject", "keep", "null"));
        return new ValueMap(values, ValueMap.Otherwise.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private static Translation number(MappingEntry how) {
        String expected = "an example of how numbers are written, one of " + String.join("  ", WrittenNumber.EXAMPLES);
        String example = how.text(expected);
        if (!WrittenNumber.EXAMPLES.contains(example)) {
            throw how.expected(expected);
        }
        return new WrittenNumber(example);
    }

    private static Translation date(MappingEntry how, @Nullable ZoneId zone) {
        String pattern = how.text("a pattern such as dd.MM.yyyy");
        try {
            return new DatePattern(pattern, zone);
        } catch (IllegalArgumentException e) {
            throw how.fault("'" + pattern + "' is no pattern of dates and times (" + e.getMessage()
                    + "); expected one such as dd.MM.yyyy or yyyy-MM-dd HH:mm:ss");
        }
    }

    private static Translation bcrypt(MappingEntry how, @Nullable MappingEntry cost) {
        how.word(List.of("bcrypt"));
        if (cost == null) {
            return new Bcrypt(Bcrypt.USUAL_COST);
        }
        String expected = "a number from " + Bcrypt.LEAST_COST + " to " + Bcrypt.MOST_COST;
        String text = cost.text(expected);
        if (!text.matches("[0-9]{1,2}")
                || Integer.parseInt(text) < Bcrypt.LEAST_COST
                || Integer.parseInt(text) > Bcrypt.MOST_COST) {
            throw cost.expected(expected);
        }
        return new Bcrypt(Integer.parseInt(text));
    }

    private static Translation words(Map<String, MappingEntry> words) {
        Set<String> yes = lowerCase(words.get("yes"));
        Set<String> no = lowerCase(words.get("no"));
        yes.stream().filter(no::contains).findFirst().ifPresent(both -> {
            throw at(words, "no").fault("'" + both + "' stands for true and for false; expected one of them");
        });
        return new Words(yes, no);
    }

    private static Set<String> lowerCase(@Nullable MappingEntry words) {
        return words == null
                ? Set.of()
                : words.texts("words such as [ja, x]").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ColumnSource document(MappingEntry object) {
        Map<String, ColumnSource> members = new LinkedHashMap<>();
        object.entries("names and their fields, such as {theme: Theme}")
                .forEach((name, member) -> members.put(
                        name, member.isMap() ? document(member) : new ColumnSource.Field(member.name(FIELD))));
        return new ColumnSource.Document(members);
    }

    private ColumnSource nameBased(Map<String, MappingEntry> words) {
        String example = "a UUID or a URL, such as https://example.org/users";
        MappingEntry namespace = words.get("namespace");
        if (namespace == null) {
            throw entry.fault("uuid: of column " + column + " needs namespace: beside it, which is " + example);
        }
        UUID uuid = NameBasedUuid.namespace(namespace.text(example));
        if (uuid == null) {
            throw namespace.expected(example);
        }
        String expected = "names of fields such as [username]";
        List<String> fields = at(words, "uuid").all(expected).stream()
                .map(field -> field.name(expected))
                .toList();
        if (fields.isEmpty()) {
            throw at(words, "uuid").expected(expected);
        }
        return new ColumnSource.NameBased(fields, uuid);
    }

    private ColumnMapping reference(Map<String, MappingEntry> words) {
        MappingEntry reference = at(words, "reference");
        ColumnSource source = reference.isMap() ? byColumns(reference, words) : byColumn(reference, words);
        return new ColumnMapping(column, entry, source, MappingReader.rule(words, above), byDefault(words), null, null);
    }

    private ColumnSource byColumn(MappingEntry reference, Map<String, MappingEntry> words) {
        String expected = "a table and its column such as users.username, or {table: users, by: {username: Owner}}";
        String text = reference.text(expected);
        int dot = text.lastIndexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            throw reference.expected(expected);
        }
        return new ColumnSource.Reference(text.substring(0, dot), Map.of(text.substring(dot + 1), from(words)));
    }

    private ColumnSource byColumns(MappingEntry reference, Map<String, MappingEntry> words) {
        for (String word : List.of("from", "default")) {
            if (words.containsKey(word)) {
                throw words.get(word)
                        .fault("column " + column + " has " + word + ": beside by:, which names the fields;"
                                + " expected one of them");
            }
        }
        String expected = "{table: users, by: {username: Owner}}";
        Map<String, MappingEntry> parts = reference.words(List.of("table", "by"), expected);
        if (parts.size() < 2) {
            throw reference.fault(
                    "reference: of column " + column + " needs table: and by:; expected one such as " + expected);
        }
        Map<String, String> key = new LinkedHashMap<>();
        at(parts, "by")
                .entries("columns and their fields, such as {username: Owner}")
                .forEach((target, field) -> key.put(target, field.name(FIELD)));
        if (key.isEmpty()) {
            throw at(parts, "by").expected("columns and their fields, such as {username: Owner}");
        }
        return new ColumnSource.Reference(at(parts, "table").name("the name of a table"), key);
    }
}
