package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.MappedTables;

/** Values by a mapping; what the server itself makes of the same texts is the judge. */
class MappedValuesIT extends MappedTables {
    @Test
    void datesAreWhatTheServerReadsByTheSamePattern() throws Exception {
        sql.execute(
                "CREATE TABLE moments (row integer PRIMARY KEY, day date, at timestamptz, local timestamp, hour time)");
        Path csv = csv(
                new Random(14),
                random -> String.format(
                        "%02d.%02d.%04d,%d/%d/%04d %02d:%02d:%02d,%02d:%02d",
                        1 + random.nextInt(28),
                        1 + random.nextInt(12),
                        1900 + random.nextInt(300),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        1980 + random.nextInt(60),
                        4 + random.nextInt(20),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(24),
                        random.nextInt(60)));

        TableImportReport report = imported(csv, mapped("moments", """
                zone: Europe/Berlin
                columns:
                  day: {from: a, date: dd.MM.yyyy}
                  at: {from: b, date: "M/d/yyyy HH:mm:ss"}
                  local: {from: b, date: "M/d/yyyy HH:mm:ss"}
                  hour: {from: c, date: "HH:mm"}
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        copyRaw(csv);
        sql.execute("SET timezone TO 'Europe/Berlin'");
        assertThat(count("SELECT count(*) FROM moments m JOIN raw r USING (row) WHERE day = to_date(a, 'DD.MM.YYYY')"
                        + " AND at = to_timestamp(b, 'MM/DD/YYYY HH24:MI:SS')"
                        + " AND local = to_timestamp(b, 'MM/DD/YYYY HH24:MI:SS')::timestamp"
                        + " AND hour = c::time"))
                .isEqualTo(MANY);
    }

    @Test
    void numbersAreWhatTheServerReadsOfTheirDigits() throws Exception {
        sql.execute(
                "CREATE TABLE amounts (row integer PRIMARY KEY, amount numeric(20, 4), whole bigint, rough float8)");
        Path csv = csv(new Random(15), random -> {
            long whole = random.nextLong() % 1_000_000_000_000L;
            String grouped = String.format(java.util.Locale.GERMANY, "%,d", whole);
            return '"' + grouped + ',' + random.nextInt(10_000) + "\",\""
                    + String.format(java.util.Locale.US, "%,d", whole) + "\",\""
                    + grouped.replace('.', random.nextBoolean() ? ' ' : '\u00a0') + ",5\"";
        });

        TableImportReport report = imported(csv, mapped("amounts", """
                columns:
                  amount: {from: a, number: "1.234,56"}
                  whole: {from: b, number: "1,234.56"}
                  rough: {from: c, number: "1 234,56"}
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        copyRaw(csv);
        assertThat(count("SELECT count(*) FROM amounts JOIN raw USING (row) WHERE"
                        + " amount = replace(translate(a, '.', ''), ',', '.')::numeric"
                        + " AND whole = to_number(b, 'SG999,999,999,999')"
                        + " AND rough = replace(translate(c, U&'\\00a0 ', ''), ',', '.')::float8"))
                .isEqualTo(MANY);
    }

    @Test
    void uuidsAreThoseOfTheServersExtension() throws Exception {
        sql.execute("CREATE TABLE named (row integer PRIMARY KEY, id uuid, both_ids text, a text)");
        Path csv = csv(new Random(16), random -> random.nextInt(1000) + "ä\u20ac," + random.nextLong() + ",");

        TableImportReport report = imported(csv, mapped("named", """
                skip: [b, c]
                columns:
                  id: {uuid: a, namespace: 6ba7b810-9dad-11d1-80b4-00c04fd430c8}
                """.replace("skip: [b, c]", "skip: [c]") + """
                  both_ids: {uuid: [a, b], namespace: "https://example.org/things"}
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        copyRaw(csv);
        assertThat(count("SELECT count(*) FROM named n JOIN raw r USING (row) WHERE n.a = r.a"
                        + " AND id = public.uuid_generate_v5(public.uuid_ns_dns(), r.a) AND both_ids ="
                        + " public.uuid_generate_v5(public.uuid_generate_v5(public.uuid_ns_url(),"
                        + " 'https://example.org/things'), r.a || U&'\\001f' || b)::text"))
                .isEqualTo(MANY);
    }

    @Test
    void listsAndObjectsAreWhatTheServerMakesOfTheirParts() throws Exception {
        sql.execute("CREATE TABLE things (row integer PRIMARY KEY, tags text[], numbers integer[], doc jsonb)");
        Path csv = csv(
                new Random(18),
                random -> "a" + random.nextInt(9) + " ;  \\\"\"b\u00e4 ;" + random.nextInt(9) + "," + random.nextInt(9)
                        + "|" + random.nextInt(99) + ",\"l\u2028 \"\"q\"\" \\ " + random.nextInt(9) + "\"");
        Files.writeString(csv, Files.readString(csv).replaceAll("(?m)^(\\d+),(.*?\\d),", "$1,\"$2\","));

        TableImportReport report = imported(csv, mapped("things", """
                columns:
                  tags: {from: a, split: ";", trim: true}
                  numbers: {from: b, split: "|"}
                  doc: {object: {text: c, in: {tags: a, "x y": c}}}
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        copyRaw(csv);
        assertThat(count("SELECT count(*) FROM things t JOIN raw r USING (row) WHERE"
                        + " tags = ARRAY(SELECT trim(x) FROM unnest(string_to_array(a, ';')) x)"
                        + " AND numbers = string_to_array(b, '|')::integer[] AND doc = jsonb_build_object('text', c,"
                        + " 'in', jsonb_build_object('tags', a, 'x y', c))"))
                .isEqualTo(MANY);
    }

    @Test
    void textsThatMeanNoValueDefaultsAndWords() throws Exception {
        sql.execute("CREATE TYPE state AS ENUM ('todo', 'doing')");
        sql.execute("CREATE TABLE tasks (id integer PRIMARY KEY, name text, state state, active boolean, source text,"
                + " note text DEFAULT 'noted', more text, level integer)");
        Path csv = file("tasks.csv", """
                id,Name, more ,State,Aktiv,note,Level
                1,  Ann ,  x ,Open,JA,n/a,high
                2,n/a,n/a,In work,,kept,7
                3,\u00a0,"",Opne,x,,low
                4,a,b,Open,vielleicht,c,low
                5,a,b,,nein,c,
                """);

        TableImportReport report = imported(csv, mapped("tasks", """
                trim: true
                null: [n/a, ""]
                columns:
                  name: {from: Name, default: unnamed}
                  more: {from: " more ", trim: false, null: []}
                  state: {from: State, values: {Open: todo, "In work": doing}}
                  active: {from: Aktiv, yes: [ja, x], no: [nein, ""]}
                  source: {constant: legacy}
                  level: {from: Level, values: {high: 9, low: null}, otherwise: keep}
                """));

        assertThat(texts(
                        "SELECT concat_ws('|', id, name, more, state, active, source, coalesce(note, '-'), level) FROM tasks"
                                + " ORDER BY id"))
                .containsExactly(
                        "1|Ann|  x |todo|t|legacy|-|9", "2|unnamed|n/a|doing|f|legacy|kept|7", "5|a|b|f|legacy|c");
        assertThat(report.firstRejects())
                .extracting(reject -> reject.column() + ": " + reject.expected() + ", " + reject.value())
                .containsExactly(
                        "state: one of Open, In work; did you mean \"Open\"?, 'Opne'",
                        "active: one of ja, x, nein, '', 'vielleicht'");
        assertThat(Files.readString(Path.of(String.valueOf(report.rejects()))))
                .startsWith("id,Name, more ,State,Aktiv,note,Level,schemuse_reason")
                .contains("\n3,\u00a0,\"\",Opne,x,,low,\"BAD_VALUE in state: ");
    }
}
