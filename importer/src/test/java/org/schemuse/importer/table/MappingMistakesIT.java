package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.table.mapping.MappingFile;

/**
 * Each mistake in a mapping has its one line, before a row is read; its neighbour without the mistake is taken. With
 * {@code -Dgolden.update=true} the lines are written anew, to be read in the diff.
 */
class MappingMistakesIT extends ImportedTables {
    private static final Path FIXTURES = Path.of("src/test/resources/mapping");

    /** Fields that only some of the mappings name. */
    private static final Set<String> OTHERS = Set.of("Birthday", "State");

    private Path csv;

    @BeforeEach
    void createTables() throws IOException {
        sql.execute("CREATE TABLE cities (id integer PRIMARY KEY, name text)");
        sql.execute(
                "CREATE TABLE people (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, born date, at timestamptz,"
                        + " amount numeric, status varchar(59), active boolean, doc jsonb, owner uuid, city integer REFERENCES cities,"
                        + " shout text GENERATED ALWAYS AS (upper(name)) STORED)");
        csv = file("people.csv", "Name,Birthday,State,Status,Amount,City\n");
    }

    private void judge(Path mapping, @Nullable ZoneId zone) throws Exception {
        TableImportRequest request = into("people")
                .reading(OTHERS, zone)
                .mapped(MappingFile.read(mapping, "people", zone))
                .onlyJudging();
        imported(csv, request);
    }

    @Test
    void everyMistakeHasItsLine() throws Exception {
        SoftAssertions all = new SoftAssertions();
        List<Path> cases;
        try (Stream<Path> folders = Files.list(FIXTURES)) {
            cases = folders.sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(30);
        for (Path one : cases) {
            ZoneId zone = one.endsWith("other-zone") ? ZoneId.of("Europe/Vienna") : null;
            Path err = Files.copy(one.resolve("err.yaml"), folder.resolve("map.yaml"));
            UnusableDumpException mistake = catchThrowableOfType(UnusableDumpException.class, () -> judge(err, zone));
            String line = mistake == null
                    ? "none\n"
                    : mistake.getMessage().replace(folder + "/", "").replaceAll("(?s) +", " ") + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(one.resolve("err.txt"), line);
            }
            all.assertThat(line).as(one.toString()).hasLineCount(1).isEqualTo(Files.readString(one.resolve("err.txt")));
            Files.delete(err);
            all.assertThatCode(() -> judge(one.resolve("ok.yaml"), zone))
                    .as(one.toString())
                    .doesNotThrowAnyException();
        }
        all.assertAll();
    }
}
