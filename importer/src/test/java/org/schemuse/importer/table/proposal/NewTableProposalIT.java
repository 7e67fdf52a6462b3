package org.schemuse.importer.table.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.postgres.Quoting;

/** Tables proposed for files. The server judges: the same file is copied into a table of texts, and cast and counted there. */
class NewTableProposalIT extends ImportedTables {
    /** Types of which the server gives back the very text. */
    private static final Set<String> EXACT = Set.of("integer", "bigint", "numeric", "date", "uuid", "text");

    private NewTable proposed(Path file) throws Exception {
        try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
            return NewTableProposal.of(source, TableFileOptions.NONE, "things", ImportListener.SILENT);
        }
    }

    /** The file as the server reads it, all of it texts. */
    private void copied(String csv, NewTable table) throws Exception {
        sql.execute("DROP TABLE IF EXISTS raw, things");
        sql.execute("CREATE TABLE raw ("
                + table.columns().stream()
                        .map(column -> Quoting.identifier(column.name()) + " text")
                        .collect(Collectors.joining(", "))
                + ")");
        sql.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY raw FROM STDIN (FORMAT csv, HEADER)", new StringReader(csv));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void theServerTakesEveryTypeAndKeyThatIsProposed(long seed) throws Exception {
        int rows = seed % 4 == 0 ? 3 : 300;
        String csv = new OddColumns(seed).csv(rows, 14);
        NewTable table = proposed(file("things.csv", csv));
        copied(csv, table);

        for (NewColumn column : table.columns()) {
            judge(column, table, rows);
        }
        sql.execute(ChangesetText.of(table));
        sql.execute("INSERT INTO things SELECT "
                + table.columns().stream()
                        .map(column -> Quoting.identifier(column.name()) + "::" + column.type())
                        .collect(Collectors.joining(", "))
                + " FROM raw");
        assertThat(count("SELECT count(*) FROM things")).isEqualTo(rows);
    }

    private void judge(NewColumn column, NewTable table, int rows) {
        String name = Quoting.identifier(column.name());
        String type = column.type().replaceAll("\\(.*", "");
        String cast = name + "::" + column.type();
        assertThat(count("SELECT count(" + cast + ") FROM raw"))
                .isEqualTo(count("SELECT count(" + name + ") FROM raw"));
        if (EXACT.contains(type)) {
            assertThat(texts("SELECT " + name + " FROM raw WHERE " + cast + "::text <> " + name))
                    .as(column.toString())
                    .isEmpty();
        }
        assertThat(column.notNull()).isEqualTo(count("SELECT count(*) FROM raw WHERE " + name + " IS NULL") == 0);
        boolean distinct = count("SELECT count(DISTINCT " + name + ") FROM raw") == rows;
        boolean primary = table.primaryKey().contains(column.name());
        boolean said =
                column.doubts().stream().anyMatch(doubt -> doubt.startsWith("all " + rows + " values are different"));
        assertThat(distinct || !(primary || said)).as(column.toString()).isTrue();
        if (distinct && EXACT.contains(type) && !column.type().equals("numeric") && rows > 20) {
            assertThat(primary || said).as(column.toString()).isTrue();
        }
    }

    @Test
    void theTypesAreThoseThatLoseNothing() throws Exception {
        Path csv = file("things.csv", """
                sep=;
                Order No;zip;phone;price;isOpen;user;at;doc;empty;Amount;ean;Größe;day
                1;01234;+49 30;4.50;true;a;2024-02-29T10:00:00Z;{"a": 1};;1;4006381333931;1.5;2024-02-29
                2;10115;030;12.00;false;b;2024-02-29 10:00+01;[];;-2147483648;4006381333948;2;2024-12-31
                3;10116;031;0.05;true;a;2024-02-29T10:00Z;{};;3000000000;4006381333955;;0001-01-01
                """);

        NewTable table = proposed(csv);

        assertThat(table.columns().stream()
                        .map(column -> column.name() + " " + column.type() + (column.notNull() ? " !" : "")))
                .containsExactly(
                        "order_no bigint !",
                        "zip text !",
                        "phone text !",
                        "price numeric(12, 2) !",
                        "is_open boolean !",
                        "user_ text !",
                        "at timestamptz !",
                        "doc jsonb !",
                        "empty text",
                        "amount bigint !",
                        "ean text !",
                        "größe numeric",
                        "day date !");
        assertThat(table.primaryKey()).containsExactly("order_no");
    }

    /** The server's to_date and to_number say that the doubt is right. */
    @Test
    void textsThatAMappingCouldReadAreDoubts() throws Exception {
        String csv = """
                name,born,sum,active,order,both,postleitzahl
                a,31.12.1980,"1.234,50",ja,007,01.02.2024,10115
                b,1.2.1999,"2,00",nein,12,03.04.2024,80331
                c,29.2.2024,"-10.000,00",ja,13,05.06.2024,99084
                """;
        NewTable table = proposed(file("things.csv", csv));
        copied(csv, table);

        assertThat(table.columns()).extracting(NewColumn::type).containsOnly("text");
        assertThat(table.columns())
                .extracting(column -> column.doubts().stream()
                        .filter(doubt -> doubt.startsWith("all values can be"))
                        .map(doubt -> doubt.replaceAll(".*mapping: ", ""))
                        .collect(Collectors.joining()))
                .startsWith("", "{date: d.M.yyyy}", "{number: \"1.234,56\"}", "{yes: [ja], no: [nein]}", "");
        assertThat(texts(
                        "SELECT to_date(born, 'FMDD.FMMM.YYYY') || ' ' || to_number(replace(replace(sum, '.', ''), ',', '.'),"
                                + " 'S99999D99') FROM raw ORDER BY name"))
                .containsExactly("1980-12-31 1234.50", "1999-02-01 2.00", "2024-02-29 -10000.00");
    }

    @Test
    void jsonSaysWhatIsANumber() throws Exception {
        NewTable table = proposed(file("things.jsonl", """
                {"id": 1, "code": "7", "n": 1.50, "big": 12345678901234567890123, "mix": 1, "deep": {"a": [1]}, "late": null}
                {"id": 2, "code": "8", "n": 1e3, "big": 1, "mix": "1", "deep": [2], "later": true}
                """));

        assertThat(table.columns().stream()
                        .map(column -> column.name() + " " + column.type() + (column.notNull() ? " !" : "")))
                .containsExactly(
                        "id bigint !",
                        "code text !",
                        "n numeric !",
                        "big numeric !",
                        "mix text !",
                        "deep jsonb !",
                        "late text",
                        "later boolean");
        sql.execute(ChangesetText.of(table));
    }

    @Test
    void rowsThatCannotBeReadAreADoubt() throws Exception {
        NewTable table = proposed(file("things.csv", "a,b\n1,2\n3\n4,5\n"));
        assertThat(table.rejected()).isEqualTo(1);
        assertThat(table.doubts()).singleElement().asString().startsWith("1 row of 3 cannot be read: line 3");
    }

    @Test
    void namesAreNamesOfColumnsWhateverTheFieldsAre() throws Exception {
        String names = "\"select\",\"1st\",\"\"\"\",A-B,a b,aB,\"" + "x".repeat(70) + "\",\"" + "x".repeat(80)
                + "\",ctid,${evil},\"--rollback;\n--changeset a:b\",';DROP";
        String csv = names + "\n" + "1,".repeat(11) + "'\n";
        NewTable table = proposed(file("things.csv", csv));
        sql.execute(ChangesetText.of(table));
        assertThat(count("SELECT count(*) FROM pg_attribute WHERE attrelid = 'things'::regclass AND attnum > 0"))
                .isEqualTo(12);
        assertThat(Files.exists(folder)).isTrue();
    }
}
