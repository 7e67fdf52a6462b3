package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.yaml.snakeyaml.Yaml;

/**
 * The samples fit the tables of the catalogs, and what is in these tables then is what the server reads itself from the same
 * files: CSV and text with COPY, JSON with its functions, and YAML with those after SnakeYAML has read it.
 */
@Tag("once")
class TableSamplesIT extends CommandsOnEmptyDatabase {
    /** In an order in which each reference is to a row that is there. */
    private static final List<Sample> ALL = List.of(
            new Sample("vibemuse/channels.csv", "id, name, closed, history_open"),
            new Sample("vibemuse/objects.yaml", "id, name, object_type, location_id, description"),
            new Sample("vibemuse/attribute_definitions.jsonl", "id, number, name, flags, object_id"),
            new Sample("vibecoder/organizations.csv", "id, name, domain, logo_url, created_at"),
            new Sample("vibecoder/projects.jsonl", "id, name, description, organization_id"),
            new Sample("vibecoder/features.yaml", "id, code, name, description"),
            new Sample("promptpal/auth_users.csv", "id, email"),
            new Sample("promptpal/folders.json", "id, user_id, name"),
            new Sample("promptpal/prompts.jsonl", "id, user_id, folder_id, name, description"),
            new Sample("promptpal/modules.yaml", "id, prompt_id, name, order_index, visible"),
            new Sample("triberspace/user.jsonl", "id, first_name, last_name, user_name, email, role, social_links"),
            new Sample("triberspace/creators.yaml", "id, public_id, user_id, bio"),
            new Sample(
                    "triberspace/points_packages.csv",
                    "id, public_id, creator_id, name, points_amount, price_usd, bonus_points, is_active, display_order"),
            new Sample("triberspace/avatar_base_models.csv", "id, public_id, name, mesh_url, skeleton_url, rig_type"),
            new Sample(
                    "triberspace/avatar_items.csv",
                    "id, public_id, product_id, base_model_id, slot_name, thumbnail_url, incompatible_with"),
            new Sample(
                    "triberspace/products.jsonl",
                    "id, public_id, creator_id, name, product_type, item_id, price_points, max_quantity, current_stock,"
                            + " metadata"),
            new Sample("virtubar/rooms.csv", "id, name, theme, is_private, capacity, region"),
            new Sample("virtubar/users.jsonl", "id, email, auth_provider, status"),
            new Sample("virtubar/inventory_items.yaml", "id, sku, type, name, price_cents, metadata, active"));

    /** The last letter before a capital, and the capital with the rest of the key. */
    private static final Pattern CAMEL_CASE = Pattern.compile("(?<=\"[a-z]{1,20})([a-z])([A-Z][a-z]+\":)");

    /**
     * A file, called like its table, in a folder that is called like its catalog.
     *
     * @param columns that every row of the file has, in its order
     */
    private record Sample(String file, String columns) {
        String catalog() {
            return file.substring(0, file.indexOf('/'));
        }

        String table() {
            return file.substring(file.indexOf('/') + 1, file.indexOf('.'));
        }

        String qualified() {
            return catalog() + ".\"" + table() + '"';
        }

        String text() throws IOException {
            return Files.readString(SAMPLES.resolve(file));
        }
    }

    @Test
    void everySampleIsInItsTableAsTheServerReadsIt() throws Exception {
        for (String catalog : List.of("vibemuse", "vibecoder", "promptpal", "triberspace", "virtubar")) {
            assertThat(run("migrate", catalog, "--quiet").exitCode()).isZero();
        }
        // Its items and products refer to each other, so no order of single files would do.
        imported("--dir", SAMPLES.resolve("triberspace").toString());
        for (Sample sample : ALL) {
            if (!sample.catalog().equals("triberspace")) {
                imported(
                        "--table",
                        sample.table(),
                        "--schema",
                        sample.catalog(),
                        SAMPLES.resolve(sample.file()).toString());
            }
            try (Connection connection = database.dataSource().getConnection();
                    Handle handle = Jdbi.open(connection)) {
                handle.execute("CREATE TEMP TABLE copy AS TABLE " + sample.qualified() + " WITH NO DATA");
                fill(sample, handle);
                assertThat(differences(sample, handle)).as(sample.file()).isEmpty();
            }
        }
        assertThat(ask("SELECT string_agg(points_name, ' ' ORDER BY id) FROM triberspace.creators"))
                .as("a field that a row leaves out has its default")
                .isEqualTo("Tokens Points");
        assertThat(ask("SELECT string_agg(email_verified::text, ' ' ORDER BY id) FROM triberspace.user"))
                .isEqualTo("false true false");
    }

    private void imported(String... options) {
        Ran imported = run(List.of("import"), options);
        assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
    }

    @Test
    void everyFileOfTheFolderIsASample() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES, 2)) {
            assertThat(files.filter(file -> Files.isRegularFile(file)
                                    && !file.getParent().equals(SAMPLES))
                            .map(file -> SAMPLES.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            ALL.stream().map(Sample::file).toList());
        }
    }

    /** What COPY writes is read as COPY reads it: the text format has no header, and \N for NULL. */
    @Test
    void aFileThatTheServerWroteAsTextIsReadAsText() throws Exception {
        Path text = folder.resolve("lines.txt");
        try (Connection connection = database.dataSource().getConnection();
                Handle handle = Jdbi.open(connection)) {
            handle.execute("CREATE TABLE lines (id int PRIMARY KEY, line text, made timestamptz, flags text[])");
            handle.execute("CREATE TABLE copy AS SELECT n AS id, nullif(chr(n), 'A') || E'\\t\\\\\\n\"' AS line,"
                    + " timestamptz '2024-01-01 00:00+00' + n * interval '1 hour' AS made, ARRAY['a b', chr(n), NULL] AS flags"
                    + " FROM generate_series(1, 300) AS n");
            try (OutputStream out = Files.newOutputStream(text)) {
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY copy TO STDOUT", out);
            }
            Ran imported = run(
                    "import",
                    "--table",
                    "lines",
                    text.toString(),
                    "--format",
                    "text",
                    "--fields",
                    "id,line,made,flags");
            assertThat(imported.exitCode()).as(imported.out() + imported.err()).isZero();
            assertThat(differences("lines", "id, line, made, flags", handle)).isEmpty();
        }
    }

    private static void fill(Sample sample, Handle handle) throws IOException, SQLException {
        String text = sample.text();
        if (sample.file().endsWith(".csv")) {
            copy(sample, text, handle);
        } else if (sample.file().endsWith(".jsonl")) {
            insert(sample, "[" + String.join(",", text.split("\n", -1)).replaceAll(",$", "") + "]", handle);
        } else if (sample.file().endsWith(".json")) {
            insert(sample, text, handle);
        } else {
            insert(sample, new ObjectMapper().writeValueAsString(new Yaml().<Object>load(text)), handle);
        }
    }

    private static void copy(Sample sample, String text, Handle handle) throws IOException, SQLException {
        String plain = text.replaceFirst("^\\uFEFF?(sep=.\r?\n)?", "");
        String delimiter = plain.lines().findFirst().orElseThrow().contains(";") ? ";" : ",";
        handle.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY copy (" + sample.columns() + ") FROM STDIN (FORMAT csv, HEADER, DELIMITER '" + delimiter
                                + "')",
                        new StringReader(plain));
    }

    private static void insert(Sample sample, String json, Handle handle) {
        String named = CAMEL_CASE
                .matcher(json)
                .replaceAll(key -> key.group(1) + "_" + key.group(2).toLowerCase(Locale.ROOT));
        handle.createUpdate("INSERT INTO copy SELECT * FROM jsonb_populate_recordset(NULL::" + sample.qualified()
                        + ", :json::jsonb)")
                .bind("json", named)
                .execute();
    }

    private static List<String> differences(Sample sample, Handle handle) {
        return differences(sample.qualified(), sample.columns(), handle);
    }

    /** Both ways; rows that one side has more often are differences too. */
    private static List<String> differences(String table, String columns, Handle handle) {
        String ours = "SELECT " + columns + " FROM " + table;
        String theirs = "SELECT " + columns + " FROM copy";
        assertThat(handle.createQuery("SELECT count(*) FROM copy")
                        .mapTo(Long.class)
                        .one())
                .isPositive();
        return handle.createQuery("SELECT format('ours: %s', a) FROM (" + ours + " EXCEPT ALL " + theirs
                        + ") AS a UNION ALL SELECT format('theirs: %s', b) FROM (" + theirs + " EXCEPT ALL " + ours
                        + ") AS b")
                .mapTo(String.class)
                .list();
    }
}
