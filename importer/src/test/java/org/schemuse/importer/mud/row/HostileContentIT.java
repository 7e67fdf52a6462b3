package org.schemuse.importer.mud.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;

/** Texts that break a careless loader are stored exactly as they stand in the dump; the database itself compares. */
class HostileContentIT extends InstalledWorld {
    private static final List<String> ASCII = List.of(
            "'; DROP TABLE objects; --",
            "\"quoted\" and 'quoted' and $$quoted$$ and E'\\047'",
            "\\.",
            "\\N",
            "\\\\ \\t \\x00 \\u0000",
            "\t tab \t",
            "\u001b[31mred\u001b[0m \u0007",
            "{\"json\": [1, null]}",
            ":name ?1 <list> %s {0}",
            "*".repeat(1 << 20),
            "a\nb\n\nc",
            " \u0001\u001f\u007f ");

    private static final List<String> UNICODE = List.of(
            "\ud83d\udc09 dragon \ud83d\udc68\u200d\ud83d\udc69",
            "\u202eright to left\u202c \u05d0",
            "e\u0301 \ufeff \uffff");

    private static final List<String> LATIN = List.of("\u00e9\u00ff\u0080\u00a0\u00c3", "\u00ed\u00a0\u0080");

    private ImportReport imported(String dump, Charset written, Charset forced) throws Exception {
        Path file = Files.write(folder.resolve("hostile.mdb"), dump.getBytes(written));
        ImportRequest request = new ImportRequest(forced, false, true, ImportRequest.PasswordMode.LOCK, 3, "test");
        try (DumpSource source = Worlds.source(file)) {
            return new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    /** A world of a room, a player #1 and things; what stands in {@code bodies} are the things' attributes. */
    private static String world(List<String> names, List<String> bodies) {
        StringBuilder dump = new StringBuilder("@15\n250\n0\n~" + (names.size() + 2) + "\n");
        dump.append("&0\nLimbo\n0\n-1\n1\n-1\n-1\n-1\n1\n0\n1\n1\n<\n0\n0\n\\\n");
        dump.append("&1\nOne\n0\n-1\n-1\n-1\n0\n-1\n1\n8\n1\n1\n10/0\n<\n0\n0\n\\\n");
        for (int i = 0; i < names.size(); i++) {
            dump.append("&" + (i + 2) + "\n" + escaped(names.get(i)) + "\n-1\n-1\n-1\n-1\n0\n-1\n1\n1\n1\n1\n");
            dump.append(bodies.get(i));
        }
        return dump + "***END OF DUMP***\n";
    }

    private static String escaped(String text) {
        return text.replace("\n", "\u0015\n");
    }

    private static String attribute(int number, int object, String value) {
        return ">" + number + "\n" + object + "\n" + escaped(value) + "\n";
    }

    private static String withoutDefinitions(String attributes) {
        return attributes + "<\n0\n0\n\\\n";
    }

    private void storesExactly(List<String> texts, Charset written) throws Exception {
        List<String> names = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (String text : texts) {
            names.add(text.substring(0, Math.min(text.length(), 250)));
            String definition = "/0\n" + (names.size() + 1) + "\n" + escaped(text) + "\n";
            bodies.add(
                    attribute(6, -1, text) + attribute(0, names.size() + 1, text) + "<\n0\n0\n" + definition + "\\\n");
        }
        imported(world(names, bodies), written, null);

        for (int i = 0; i < texts.size(); i++) {
            Map<String, Object> equal = sql.createQuery("""
                            SELECT o.name = :name AND l.name = :name AS named, o.description = :text AS described,
                                (SELECT bool_and(a.value = to_jsonb(:text)) AND count(*) = 2
                                    FROM attributes a WHERE a.object_id = o.id) AS valued,
                                (SELECT d.name = :text FROM attribute_definitions d WHERE d.object_id = o.id) AS defined
                            FROM objects o JOIN legacy_objects l ON l.object_id = o.id WHERE l.dbref = :dbref
                            """)
                    .bind("name", names.get(i))
                    .bind("text", texts.get(i))
                    .bind("dbref", i + 2)
                    .mapToMap()
                    .one();
            assertThat(equal.values()).as(names.get(i)).containsOnly(true);
        }
    }

    @Test
    void codeAndControlsAreOnlyText() throws Exception {
        storesExactly(ASCII, StandardCharsets.US_ASCII);
    }

    @Test
    void everyCharacterOfUnicodeIsKept() throws Exception {
        storesExactly(UNICODE, StandardCharsets.UTF_8);
    }

    @Test
    void everyByteOfLatin1IsKept() throws Exception {
        storesExactly(LATIN, StandardCharsets.ISO_8859_1);
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedWhereUtf8IsInsistedOn() throws Exception {
        ImportReport report = imported(
                world(List.of("caf\u00e9"), List.of(withoutDefinitions(attribute(7, -1, "th\u00e9 \u00c3")))),
                StandardCharsets.ISO_8859_1,
                StandardCharsets.UTF_8);

        assertThat(report.inspection().findingsByCode()).containsKey(FindingCode.BAD_ENCODING);
        assertThat(text("SELECT value #>> '{}' FROM attributes")).isEqualTo("th\ufffd \ufffd");
        assertThat(text("SELECT name FROM objects WHERE name LIKE 'caf%'")).isEqualTo("caf\ufffd");
    }

    @Test
    void zeroBytesAreReplacedInEveryColumn() throws Exception {
        String zero = "a\0b";
        String body = attribute(6, -1, zero) + attribute(50, -1, "p\0b;a\0") + attribute(129, -1, "#1\0")
                + attribute(9999, -1, zero) + attribute(7, 4711, zero) + "<\n0\n0\n/0\n2\n" + zero + "\n\\\n";
        String dump = world(List.of(zero, "\0", "x\0;y\0"), List.of(body, body, body))
                .replace("&0\nLimbo", "&0\nLimbo\0")
                .replace("&1\nOne", "&1\nO\0e")
                .replace("10/0", "10/\0/0")
                .replace("\n<\n0\n0\n\\\n&2", "\n" + attribute(50, -1, "p\0b;a\0 \0:\0:1") + "<\n0\n0\n\\\n&2");

        imported(dump + "+1:1:5:6:0:he\0llo\n", StandardCharsets.US_ASCII, null);

        assertThat(text("SELECT content FROM messages")).isEqualTo("he\ufffdllo");
        assertThat(text("SELECT username FROM users")).isEqualTo("O\ufffde");
        assertThat(text("SELECT string_agg(name, ',' ORDER BY name) FROM channels"))
                .isEqualTo("p\ufffdb,\ufffd");
        assertThat(text("SELECT record ->> 'powers' FROM legacy_objects WHERE dbref = 1"))
                .isEqualTo("10/\ufffd/0");
    }

    @Test
    void aNameOfSpacesOnlyIsNoNameWhateverKindOfSpaces() throws Exception {
        ImportReport report = imported(
                world(
                        List.of("\u00a0", "\u2003\u3000", "\u0085"),
                        List.of(withoutDefinitions(""), withoutDefinitions(""), withoutDefinitions(""))),
                StandardCharsets.UTF_8,
                null);

        assertThat(report.inspection().findingsByCode()).containsEntry(FindingCode.NAME_EMPTY, 3L);
        assertThat(sql.createQuery("SELECT name FROM objects WHERE name LIKE '#%' ORDER BY name")
                        .mapTo(String.class)
                        .list())
                .containsExactly("#2", "#3", "#4");
    }

    @Test
    void tenThousandValuesUnderAHundredThousandDefinitionsOfOneNameEachHaveTheirOwn() throws Exception {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            values.append(attribute(10 * i, 2, "value " + 10 * i));
        }
        values.append("<\n0\n0\n");
        for (int i = 0; i < 100_000; i++) {
            values.append("/1\n2\nsame\n");
        }
        imported(world(List.of("crowded"), List.of(values + "\\\n")), StandardCharsets.US_ASCII, null);

        assertThat(count("SELECT count(*) FROM attribute_definitions WHERE name = 'same'"))
                .isEqualTo(100_000);
        assertThat(count("""
                        SELECT count(DISTINCT a.name) FROM attributes a JOIN attribute_definitions d ON d.id = a.definition_id
                        WHERE a.value #>> '{}' = 'value ' || d.number
                        """)).isEqualTo(10_000);
    }
}
