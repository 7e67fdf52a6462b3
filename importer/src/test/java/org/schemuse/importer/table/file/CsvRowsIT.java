package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.schemuse.testsupport.TestDatabase;

/** The server's own COPY judges what values a file has. */
class CsvRowsIT {
    private static final int FILES = 60;

    private static TestDatabase database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.empty();
    }

    @AfterAll
    static void dropDatabase() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void valuesAreThoseThatTheServerReads(String lineEnd) throws Exception {
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            char delimiter = ",;\t|".charAt(random.nextInt(4));
            String token = new String[] {"", "\\N", "NULL"}[random.nextInt(3)];
            int fields = 1 + random.nextInt(5);
            String content = file(random, delimiter, fields, lineEnd);
            Path file = Files.writeString(folder.resolve("random.csv"), content);

            ReadRows read = ReadRows.of(file, options(delimiter, token));

            assertThat(read.faults()).as("%d: %s", seed, content).containsOnlyNulls();
            assertThat(read.values())
                    .as("%d: %s", seed, content)
                    .isEqualTo(copied(
                            content,
                            fields,
                            "FORMAT csv, HEADER true, DELIMITER '" + delimiter + "', NULL '" + token + "'"));
        }
    }

    private static TableFileOptions options(char delimiter, String token) {
        return new TableFileOptions(null, null, new TableFileOptions.Csv(delimiter, null, token, 1, List.of()));
    }

    private static String file(Random random, char delimiter, int fields, String lineEnd) {
        StringBuilder text = new StringBuilder();
        for (int field = 0; field < fields; field++) {
            text.append(field == 0 ? "" : delimiter).append("c").append(field);
        }
        text.append(lineEnd);
        int rows = 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : delimiter).append(value(random));
            }
            text.append(row == rows - 1 && random.nextBoolean() && fields > 1 ? "" : lineEnd);
        }
        return text.toString();
    }

    private static String value(Random random) {
        String[] parts = {"a", "é", "😀", " ", "0", "\\N", "NULL", "\\", "'", "x y"};
        String[] quotedParts = {"a", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "NULL", "\\N", "\\", "ü", " "};
        boolean quoted = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            text.append(quoted ? quotedParts[random.nextInt(quotedParts.length)] : parts[random.nextInt(parts.length)]);
        }
        return quoted ? "\"" + text + "\"" : text.toString();
    }

    /** What the server makes of a file. */
    private static List<List<String>> copied(String content, int fields, String options) throws Exception {
        StringBuilder columns = new StringBuilder();
        for (int field = 0; field < fields; field++) {
            columns.append(field == 0 ? "" : ", ").append("c").append(field);
        }
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE t (" + columns.toString().replace(",", " text,") + " text)");
            statement.execute("ALTER TABLE t ADD n bigserial");
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY t (" + columns + ") FROM STDIN (" + options + ")", new StringReader(content));
            return rows(statement, columns.toString(), fields);
        }
    }

    private static List<List<String>> rows(Statement statement, String columns, int fields) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT " + columns + " FROM t ORDER BY n")) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int field = 1; field <= fields; field++) {
                    row.add(found.getString(field));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void textFilesAreReadAsTheServerReadsThem() throws Exception {
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            int fields = 1 + random.nextInt(4);
            String content = text(random, fields);
            Path file = Files.writeString(folder.resolve("random.txt"), content);
            List<String> names = List.of("a", "b", "c", "d").subList(0, fields);

            ReadRows read = ReadRows.of(
                    file,
                    new TableFileOptions(
                            TableFile.Format.TEXT,
                            StandardCharsets.UTF_8,
                            TableFileOptions.Csv.USUAL.withoutHeader(names)));

            assertThat(read.faults()).as("%d: %s", seed, content).containsOnlyNulls();
            assertThat(read.values()).as("%d: %s", seed, content).isEqualTo(copied(content, fields, "FORMAT text"));
        }
    }

    private static String text(Random random, int fields) {
        String[] parts = {
            "a", "ß", "\\N", "\\t", "\\n", "\\\\", "\\r", "\\\t", "\\\n", " ", "\"", "\\v", "\\b", "\\f", "N", ","
        };
        StringBuilder text = new StringBuilder();
        for (int row = random.nextInt(30); row >= 0; row--) {
            for (int field = 0; field < fields; field++) {
                text.append(field == 0 ? "" : "\t");
                for (int n = random.nextInt(4); n > 0; n--) {
                    text.append(parts[random.nextInt(parts.length)]);
                }
            }
            text.append(row == 0 && fields > 1 && random.nextBoolean() ? "" : "\n");
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"'FORMAT csv, HEADER true', CSV", "'FORMAT csv, HEADER true, FORCE_QUOTE *', CSV", "FORMAT text, TEXT"})
    void whatTheServerWritesIsRead(String copyOptions, TableFile.Format format) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        Path file = folder.resolve("written.csv");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                OutputStream out = Files.newOutputStream(file)) {
            statement.execute("CREATE TEMP TABLE t (a text, b text, n serial)");
            Random random = new Random(15);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                for (int row = 0; row < 300; row++) {
                    insert.setString(1, stored(random));
                    insert.setString(2, stored(random));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT a, b FROM t ORDER BY n) TO STDOUT (" + copyOptions + ")", out);
            rows.addAll(rows(statement, "a, b", 2));
        }
        TableFileOptions.Csv header = format == TableFile.Format.CSV
                ? TableFileOptions.Csv.USUAL
                : TableFileOptions.Csv.USUAL.withoutHeader(List.of("a", "b"));

        ReadRows read = ReadRows.of(file, new TableFileOptions(format, null, header));

        assertThat(read.faults()).containsOnlyNulls();
        assertThat(read.values()).isEqualTo(rows);
    }

    private static String stored(Random random) {
        String[] parts = {
            "a", "é", "\"", ",", "\n", "\r", "\t", "\\", "\\N", "NULL", " ", "😀", "\b", "\f", "\u000b", ";"
        };
        if (random.nextInt(6) == 0) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
