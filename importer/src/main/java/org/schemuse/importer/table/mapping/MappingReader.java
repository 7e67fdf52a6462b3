package org.schemuse.importer.table.mapping;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping file. */
final class MappingReader {
    private static final List<String> WORDS = List.of("table", "trim", "null", "zone", "skip", "columns");

    private final String name;
    private final String digest;
    private final String table;
    private final @Nullable ZoneId given;

    /** @param given the zone that the caller names */
    MappingReader(String name, String digest, String table, @Nullable ZoneId given) {
        this.name = name;
        this.digest = digest;
        this.table = table;
        this.given = given;
    }

    MappingFile read(String text) {
        MappingEntry root = MappingEntry.of(name, text);
        Map<String, MappingEntry> words =
                root.words(WORDS, "what fills the columns, such as 'columns: {email: E-Mail}'");
        MappingEntry wanted = words.get("table");
        if (wanted != null && !wanted.text("the name of a table").equals(table)) {
            throw wanted.fault("the mapping is for table " + wanted.text("") + ", and --table is " + table
                    + "; expected a mapping for the same table");
        }
        TextRule rule = rule(words, TextRule.NONE);
        ZoneId zone = zone(words);
        if (zone != null && given != null && !zone.equals(given)) {
            throw Objects.requireNonNull(words.get("zone"))
                    .fault("the mapping says that times are of " + zone + ", and --zone says " + given
                            + "; expected one of them");
        }
        MappingEntry skip = words.get("skip");
        Set<String> skipped = skip == null ? Set.of() : skip.texts("names of fields such as [Remark, Internal No]");
        List<ColumnMapping> columns = columns(words.get("columns"), rule, zone == null ? given : zone);
        refuseSkipped(columns, skipped);
        return new MappingFile(name, digest, rule, zone, skipped, columns);
    }

    private static void refuseSkipped(List<ColumnMapping> columns, Set<String> skipped) {
        for (ColumnMapping column : columns) {
            column.source().fields().stream()
                    .filter(skipped::contains)
                    .findFirst()
                    .ifPresent(field -> {
                        throw column.place()
                                .fault("column " + column.column() + " comes from field \"" + field
                                        + "\", which skip: leaves out; remove it from one of them");
                    });
        }
    }

    private static List<ColumnMapping> columns(@Nullable MappingEntry columns, TextRule rule, @Nullable ZoneId zone) {
        List<ColumnMapping> all = new ArrayList<>();
        if (columns != null) {
            Map<String, MappingEntry> entries = columns.entries("columns and what fills them, such as 'email: E-Mail'");
            entries.forEach((column, entry) -> all.add(new ColumnReader(column, entry, rule, zone).read()));
        }
        return all;
    }

    /** What is said of texts at a place; what is not said is as at the place above. */
    static TextRule rule(Map<String, MappingEntry> words, TextRule above) {
        MappingEntry trim = words.get("trim");
        MappingEntry nulls = words.get("null");
        return new TextRule(
                trim == null ? above.trim() : trim.flag(),
                nulls == null ? above.nulls() : nulls.texts("texts that mean no value, such as [\"\", n/a]"));
    }

    /** The zone that is named at a place; {@code null} if none is. */
    static @Nullable ZoneId zone(Map<String, MappingEntry> words) {
        MappingEntry zone = words.get("zone");
        if (zone == null) {
            return null;
        }
        String expected = "a time zone such as Europe/Vienna or +01:00";
        try {
            return ZoneId.of(zone.text(expected));
        } catch (DateTimeException e) {
            throw zone.expected(expected);
        }
    }
}
