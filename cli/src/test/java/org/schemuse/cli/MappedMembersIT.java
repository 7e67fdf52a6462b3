package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mapping of the samples, which uses all that a mapping can say; the server's own functions judge what came of it. */
@Tag("once")
class MappedMembersIT extends CommandsOnEmptyDatabase {
    /** What mapped values are by the server's own functions, of values that stand in the file. */
    private static final String MEMBERS = """
            SELECT concat_ws('|', username, name, status, born, joined AT TIME ZONE 'UTC', fee, newsletter, boats::text,
                settings::text, b.city, (SELECT username FROM club.member s WHERE s.id = m.sponsor_id), source, note)
            FROM club.member m JOIN club.branch b ON b.id = branch_id
            WHERE m.id = public.uuid_generate_v5(
                public.uuid_generate_v5(public.uuid_ns_url(), 'https://club.example/members'), username)
            ORDER BY username
            """;

    @BeforeEach
    void createTables() throws IOException {
        for (String extension : List.of("uuid-ossp", "pgcrypto")) {
            execute("CREATE EXTENSION \"" + extension + "\" SCHEMA public");
        }
        execute(Files.readString(SAMPLES.resolve("members.sql")));
        Files.copy(SAMPLES.resolve("members.csv"), folder.resolve("members.csv"));
        Files.copy(SAMPLES.resolve("members.map.yaml"), folder.resolve("members.map.yaml"));
    }

    private Ran imported(String file, String... options) {
        return run(
                List.of(
                        "import",
                        "--table",
                        "member",
                        "--map",
                        folder.resolve("members.map.yaml").toString(),
                        folder.resolve(file).toString()),
                options);
    }

    @Test
    void theSampleGoesIntoItsTable() throws IOException {
        Ran imported = imported("members.csv");

        assertThat(imported.exitCode()).as(imported.out() + imported.err()).isEqualTo(1);
        assertThat(texts(MEMBERS))
                .containsExactly(
                        "ada|Ada Reed|active|1990-12-31|2020-07-01 16:30:00|1234.50|t|{Dinghy}|"
                                + "{\"theme\": \"dark\", \"locale\": {\"language\": \"en\"}}|Bregenz|members.csv| likes rain ",
                        "ben|Ben Strand|resting|1985-02-01|2021-01-15 08:00:00|120.00|f|{Cutter,Skiff}|"
                                + "{\"theme\": \"light\", \"locale\": {\"language\": \"de\"}}|Lindau|ada|members.csv",
                        "cleo|unnamed|active|2021-03-28 02:00:00|f|"
                                + "{\"theme\": null, \"locale\": {\"language\": \"fr\"}}|Rorschach|ben|members.csv");
        assertThat(
                        texts(
                                "SELECT username FROM club.member WHERE public.crypt(CASE username WHEN 'ada' THEN 'first' WHEN 'ben'"
                                        + " THEN 'second' ELSE 'third' END || ' mate', password_hash) = password_hash ORDER BY 1"))
                .containsExactly("ada", "ben", "cleo");
        assertThat(imported.out()).doesNotContain(" mate");
    }

    @Test
    void correctedRejectsAreImportedByTheSameMapping() throws IOException {
        imported("members.csv");
        Path rejects = folder.resolve("members.rejects.csv");
        Files.writeString(
                rejects,
                Files.readString(rejects)
                        .replace(";Activ;", ";Aktiv;")
                        .replace(";31.02.1992;", ";28.02.1992;")
                        .replace(";28.03.2021 02:30;", ";28.03.2021 03:30;")
                        .replace(";1.5;", ";1,5;")
                        .replace(";AT;Lindau;", ";DE;Lindau;")
                        .replace(";vielleicht;", ";x;"));

        Ran second = imported("members.rejects.csv");

        assertThat(second.exitCode()).as(second.out()).isZero();
        assertThat(texts(MEMBERS)).hasSize(10);
        assertThat(imported("members.csv", "--on-conflict", "skip").out()).containsPattern("skipped +4\n");
    }

    @Test
    void thePageShowsTheMappingAndWhatItRejects() throws IOException {
        String page = Files.readString(Workplace.REPOSITORY.resolve("docs/tables.md"));
        assertThat(page).contains("```yaml\n" + Files.readString(SAMPLES.resolve("members.map.yaml")) + "```");

        assertThat(imported("members.csv", "--dry-run")
                        .out()
                        .replace(folder + "/", "")
                        .lines())
                .filteredOn(line -> line.startsWith("  members.csv:"))
                .hasSize(7)
                .allSatisfy(line -> assertThat(page).contains("\n" + line + "\n"));
    }
}
