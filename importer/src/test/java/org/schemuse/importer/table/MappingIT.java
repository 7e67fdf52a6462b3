package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.mapping.MappingFile;

/** Imports by a mapping; what the server itself makes of the same texts is the judge. */
class MappingIT extends ImportedTables {
    private static final int MANY = 2_000;

    @BeforeEach
    void createTables() {
        sql.execute("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA public");
        sql.execute("CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA public");
        sql.execute("CREATE EXTENSION IF NOT EXISTS citext SCHEMA public");
        sql.execute("CREATE TABLE raw (row integer, a text, b text, c text)");
    }

    private TableImportRequest mapped(String table, String yaml) throws IOException {
        return into(table).mapped(MappingFile.read(file("map.yaml", yaml), table, null));
    }

    /** The texts of a file as the server reads them, for its own functions. */
    private void copyRaw(Path csv) throws Exception {
        sql.getConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY raw FROM STDIN (FORMAT csv, HEADER)", Files.newInputStream(csv));
    }

    private Path csv(Random random, java.util.function.Function<Random, String> row) throws IOException {
        StringBuilder csv = new StringBuilder("row,a,b,c\n");
        for (int i = 1; i <= MANY; i++) {
            csv.append(i).append(',').append(row.apply(random)).append('\n');
        }
        return file("rows.csv", csv.toString());
    }

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
    void hashesAreThoseThatTheServersExtensionMakesOfThePasswords() throws Exception {
        sql.execute("CREATE TABLE logins (name text PRIMARY KEY, password_hash varchar(60) NOT NULL)");
        Path csv = file(
                "logins.csv",
                "name,Password\n"
                        + java.util.stream.IntStream.range(0, 40)
                                .mapToObj(i -> "u" + i + ",gehe\u00efm " + i + "\n")
                                .collect(Collectors.joining())
                        + "long," + "x".repeat(73) + "\nnone,\nempty,\"\"\nlongest," + "y".repeat(72) + "\n");

        TableImportReport report = imported(csv, mapped("logins", """
                columns:
                  password_hash: {from: Password, hash: bcrypt, cost: 4}
                """));

        assertThat(report.inserted()).isEqualTo(41);
        assertThat(count("SELECT count(*) FROM logins WHERE name LIKE 'u%' AND public.crypt(U&'gehe\\00efm '"
                        + " || substr(name, 2), password_hash) = password_hash AND password_hash LIKE '$2a$04$%'"))
                .isEqualTo(40);
        assertThat(count("SELECT count(DISTINCT password_hash) FROM logins")).isEqualTo(41);
        assertThat(count("SELECT count(*) FROM logins WHERE name = 'longest'"
                        + " AND public.crypt(repeat('y', 72), password_hash) = password_hash"))
                .isEqualTo(1);
        assertThat(report.firstRejects())
                .extracting(reject -> reject.code() + " " + reject.column() + " " + reject.value())
                .containsExactly(
                        "BAD_VALUE password_hash (hidden)",
                        "VALUE_MISSING password_hash none",
                        "BAD_VALUE password_hash (hidden)");
        assertThat(report.toString()).doesNotContain("gehe", "xxxx");
        assertThat(Files.readString(Path.of(String.valueOf(report.rejects()))))
                .contains("\nlong," + "x".repeat(73) + ",");
    }

    @Test
    void aPasswordIsShownNowhere() throws Exception {
        sql.execute("CREATE TABLE logins (name text PRIMARY KEY, hash text CHECK (hash = 'no hash'))");
        Path json = file("logins.jsonl", """
                {"name": "a", "login": {"password": "s3cret"}}
                {"name": "b", "login": {"password": "s3cret\\u0000"}}
                {"name": "c", "login": {"password": s3cret}}
                """);

        TableImportReport report = imported(json, mapped("logins", """
                columns:
                  hash: {from: login.password, hash: bcrypt, cost: 4}
                """));

        assertThat(report.rejectsByFault()).isEqualTo(Map.of("CHECK_FAILED", 1L, "BAD_TEXT", 1L, "BAD_STRUCTURE", 1L));
        assertThat(report.firstRejects())
                .extracting(TableImportReport.Reject::value)
                .containsOnly("(hidden)");
        assertThat(texts("SELECT f::text FROM shop_imports.import_findings f"))
                .noneMatch(text -> text.contains("s3cret"));
        assertThat(texts("SELECT r::text FROM shop_imports.import_runs r")).noneMatch(text -> text.contains("s3cret"));
    }

    @Test
    void referencesAreWhatAJoinFinds() throws Exception {
        sql.execute("CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), username public.citext UNIQUE,"
                + " nick text COLLATE \"C\", born date)");
        sql.execute("INSERT INTO users (username, nick, born) SELECT 'User' || i, 'n' || i % 700, DATE '2000-01-01' + i"
                + " FROM generate_series(1, 1000) i");
        sql.execute("CREATE TABLE spaces (a integer, b varchar(3), code text, PRIMARY KEY (a, b), UNIQUE (code))");
        sql.execute("INSERT INTO spaces SELECT i, 's' || i % 10, 'c' || i FROM generate_series(1, 500) i");
        sql.execute("CREATE TABLE items (row integer PRIMARY KEY, owner uuid NOT NULL REFERENCES users, nick uuid,"
                + " space text REFERENCES spaces (code))");
        Path csv = csv(
                new Random(17),
                random -> "uSER" + (1 + random.nextInt(1050)) + ",n" + random.nextInt(720) + ","
                        + (random.nextInt(10) == 0 ? "" : 1 + random.nextInt(510)));

        TableImportReport report = imported(csv, mapped("items", """
                columns:
                  owner: {from: a, reference: users.username}
                  nick: {from: b, reference: users.nick}
                  space: {reference: {table: spaces, by: {code: c}}}
                """.replace("{code: c}", "{a: c}")));

        copyRaw(csv);
        sql.execute("SET search_path TO shop, public");
        String joined = "SELECT r.row, u.id AS owner, n.id AS nick, s.code AS space FROM raw r"
                + " JOIN users u ON u.username = r.a::public.citext"
                + " JOIN (SELECT nick COLLATE \"default\" AS nick, (array_agg(id))[1] AS id FROM users GROUP BY 1"
                + " HAVING count(*) = 1) n ON n.nick = r.b LEFT JOIN spaces s ON s.a = r.c::integer"
                + " WHERE r.c IS NULL OR s.a IS NOT NULL";
        assertThat(texts("(" + joined + " EXCEPT SELECT * FROM items) UNION ALL (SELECT * FROM items EXCEPT " + joined
                        + ")"))
                .isEmpty();
        assertThat(report.rejectsByFault()).containsOnlyKeys("NO_SUCH_REFERENCE");
        assertThat(report.inserted())
                .as(report.toString())
                .isEqualTo(count("SELECT count(*) FROM items"))
                .isGreaterThan(100);
        assertThat(report.firstRejects()).anySatisfy(reject -> {
            assertThat(reject.column()).isEqualTo("nick");
            assertThat(reject.expected()).matches("only one row of users with nick 'n\\d+', and there are 2");
        });
    }

    @Test
    void rowsOfAFileReferToEachOther() throws Exception {
        sql.execute(
                "CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE,"
                        + " age integer CHECK (age > 0), manager bigint REFERENCES people)");
        sql.execute("INSERT INTO people (name, age) VALUES ('Boss', 60)");
        Path csv = file("people.csv", """
                Name,Age,Manager
                Ann,30,Bob
                Bob,40,Boss
                Cid,50,
                Dee,20,Eve
                Eve,-1,Bob
                Fay,20,Nobody
                """);
        String map = """
                columns:
                  manager: {from: Manager, reference: people.name}
                """;

        TableImportReport dry = imported(csv, mapped("people", map).onlyJudging());
        assertThat(count("SELECT nextval(pg_get_serial_sequence('people', 'id'))"))
                .isEqualTo(2);
        TableImportReport report = imported(csv, mapped("people", map));

        assertThat(texts(
                        "SELECT p.name || ' ' || coalesce(m.name, '-') FROM people p LEFT JOIN people m ON m.id = p.manager"
                                + " ORDER BY 1"))
                .containsExactly("Ann Bob", "Bob Boss", "Boss -", "Cid -");
        assertThat(texts("SELECT name FROM people ORDER BY id")).containsExactly("Boss", "Ann", "Bob", "Cid");
        assertThat(report.firstRejects())
                .extracting(reject -> reject.row() + " " + reject.code() + " " + reject.column() + ": "
                        + reject.expected() + ", " + reject.value())
                .containsExactly(
                        "4 NO_SUCH_REFERENCE manager: a row of people with name 'Eve' that is not rejected, 'Eve'",
                        "5 CHECK_FAILED age: CHECK (age > 0), '-1'",
                        "6 NO_SUCH_REFERENCE manager: a row of people with name 'Nobody', 'Nobody'");
        assertThat(dry.firstRejects()).isEqualTo(report.firstRejects());

        Path again = file("again.csv", "Name,Age,Manager\nAnn,31,Bob\nGus,20,Ann\nBob,40,Boss\n");
        TableImportReport second =
                imported(again, mapped("people", map).onConflict(OnConflict.UPDATE, "people_name_key"));
        assertThat(List.of(second.inserted(), second.updated(), second.unchanged()))
                .containsExactly(1L, 1L, 1L);
        assertThat(texts(
                        "SELECT p.name || ' ' || p.age || ' ' || coalesce(m.name, '-') FROM people p LEFT JOIN people m"
                                + " ON m.id = p.manager ORDER BY p.name"))
                .containsExactly("Ann 31 Bob", "Bob 40 Boss", "Boss 60 -", "Cid 50 -", "Gus 20 Ann");
    }

    @Test
    void rowsReferToEachOtherWithoutAForeignKeyToo() throws Exception {
        sql.execute(
                "CREATE TABLE people (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, age integer CHECK (age > 0),"
                        + " manager uuid)");
        Path json = file("people.jsonl", """
                {"who": {"name": "Ann"}, "age": 3, "boss": "Bob"}
                {"who": {"name": "Bob"}, "age": 3}
                {"who": {"name": "Cid"}, "age": 3, "boss": "Dee"}
                {"who": {"name": "Dee"}, "age": -3}
                {"who": {"name": "Eve"}, "age": 3, "id": "00000000-0000-0000-0000-000000000001", "boss": "Gil"}
                {"who": {"name": "Fay"}, "age": 3, "boss": "Eve"}
                {"who": {"name": "Gil"}, "age": 3, "boss": null}
                {"who": {"name": "Gil"}, "age": 4}
                """);

        TableImportReport report = imported(json, mapped("people", """
                columns:
                  name: who.name
                  manager: {from: boss, reference: people.name}
                """));

        assertThat(texts(
                        "SELECT p.name || ' ' || coalesce(m.name, '-') FROM people p LEFT JOIN people m ON m.id = p.manager"
                                + " ORDER BY 1"))
                .containsExactly("Ann Bob", "Bob -", "Gil -", "Gil -");
        assertThat(report.firstRejects())
                .extracting(reject -> reject.row() + " " + reject.expected())
                .containsExactly(
                        "3 a row of people with name 'Dee' that is not rejected",
                        "4 CHECK (age > 0)",
                        "5 only one row of people with name 'Gil', and there are 2",
                        "6 a row of people with name 'Eve' that is not rejected");
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
    void fieldsBelowTheTopAreWhatTheServersPathsFind() throws Exception {
        sql.execute(
                "CREATE TABLE places (row integer PRIMARY KEY, city text, zip text, lines jsonb, whole jsonb, dotted text)");
        Random random = new Random(19);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= MANY; i++) {
            String address = switch (random.nextInt(5)) {
                case 0 -> "null";
                case 1 -> "\"none\"";
                case 2 -> "{\"other\": {\"city\": \"no\"}, \"city\": null}";
                default ->
                    "{\"x\": [1, {\"city\": \"no\"}], \"city\": \"\\u00e4 \\\"" + i + "\", \"more\": {\"zip\": "
                            + random.nextInt(9999) + ".50, \"lines\": [1.20, {\"a\": null}, \"b\"]}}";
            };
            lines.append("{\"row\": ").append(i).append(", \"address\": ").append(address);
            lines.append(random.nextBoolean() ? ", \"a.b\": \"own\"" : "").append(", \"a\": {\"b\": \"below\"}}\n");
        }

        TableImportReport report = imported(file("places.jsonl", lines.toString()), mapped("places", """
                columns:
                  city: address.city
                  zip: address.more.zip
                  lines: address.more.lines
                  whole: {object: {deep: {lines: address.more.lines}, zip: address.more.zip}}
                  dotted: a.b
                """));

        assertThat(report.rejected()).as(report.toString()).isZero();
        sql.createUpdate("INSERT INTO raw SELECT (line::jsonb ->> 'row')::integer, line FROM"
                        + " regexp_split_to_table(rtrim(:lines, chr(10)), '\\n') line")
                .bind("lines", lines.toString())
                .execute();
        assertThat(count("SELECT count(*) FROM places p JOIN raw USING (row), LATERAL (SELECT a::jsonb AS d) x WHERE"
                        + " city IS NOT DISTINCT FROM d #>> '{address,city}'"
                        + " AND zip IS NOT DISTINCT FROM d #>> '{address,more,zip}'"
                        + " AND lines IS NOT DISTINCT FROM d #> '{address,more,lines}'"
                        + " AND whole IS NOT DISTINCT FROM CASE WHEN d #> '{address,more,zip}' IS NOT NULL THEN"
                        + " jsonb_build_object('deep', jsonb_build_object('lines', d #> '{address,more,lines}'), 'zip',"
                        + " d #> '{address,more,zip}') END"
                        + " AND dotted = coalesce(d ->> 'a.b', 'below')"))
                .isEqualTo(MANY);
    }

    @Test
    void aFieldThatNoRowHasIsNoted() throws Exception {
        sql.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");

        TableImportReport report = imported(
                file("t.json", "[{\"id\": 1, \"naem\": \"x\"}]"), mapped("t", "skip: [naem]\ncolumns: {a: name}"));

        assertThat(report.inserted()).isEqualTo(1);
        assertThat(report.notes())
                .contains("no row has field \"name\", which the mapping names; did you mean \"naem\"?");
    }

    @Test
    void defaultsOfHashesAndReferencesArePasswordsAndKeys() throws Exception {
        sql.execute("CREATE TABLE kinds (id integer PRIMARY KEY, name text)");
        sql.execute("INSERT INTO kinds VALUES (7, 'usual')");
        sql.execute("CREATE TABLE t (id integer PRIMARY KEY, hash text, kind integer)");

        TableImportReport report = imported(file("t.csv", "id,Password,Kind\n1,,\n"), mapped("t", """
                columns:
                  hash: {from: Password, hash: bcrypt, cost: 4, default: change me}
                  kind: {from: Kind, reference: kinds.name, default: usual}
                """));

        assertThat(report.inserted()).as(report.toString()).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM t WHERE kind = 7 AND public.crypt('change me', hash) = hash"))
                .isEqualTo(1);
    }

    @Test
    void rowsWithPasswordsKeepTheirOrderAndADryRunMakesNoHash() throws Exception {
        sql.execute(
                "CREATE TABLE t (id integer PRIMARY KEY, hash text NOT NULL, note text, ordinal integer GENERATED ALWAYS AS"
                        + " IDENTITY)");
        StringBuilder csv = new StringBuilder("id,hash,note\n");
        for (int i = 1; i <= 300; i++) {
            csv.append(i)
                    .append(i % 7 == 0 ? ",," : ",p" + i + ",")
                    .append('n')
                    .append(i)
                    .append('\n');
        }
        String map = "columns: {hash: {from: hash, hash: bcrypt, cost: 4}}";
        Path file = file("t.csv", csv.toString());

        TableImportReport slow =
                imported(file, mapped("t", map.replace("cost: 4", "cost: 31")).onlyJudging());
        TableImportReport report = imported(file, mapped("t", map).deferring(Defer.NEVER, 50));

        assertThat(slow.inserted()).isEqualTo(report.inserted()).isEqualTo(300 - 300 / 7);
        assertThat(slow.firstRejects()).isEqualTo(report.firstRejects());
        assertThat(count("SELECT count(*) FROM t WHERE note = 'n' || id AND public.crypt('p' || id, hash) = hash"))
                .isEqualTo(report.inserted());
        assertThat(count("SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY ordinal) AS before FROM t) o"
                        + " WHERE before > id"))
                .isZero();
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

    @Test
    void aRunWithAnotherMappingIsAnotherRun() throws Exception {
        sql.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
        Path csv = file("t.csv", "id,x\n1,y\n");
        imported(csv, mapped("t", "columns: {a: x}"));
        assertThat(texts("SELECT length(options ->> 'mapping')::text FROM shop_imports.import_runs"))
                .containsExactly("64");
        assertThatThrownBy(() -> imported(csv, into("t"))).hasMessageContaining("\"x\" is no column");
    }

    /** Stops the import as soon as a stage is reached. */
    private static ImportListener stoppedAt(Stage stage) {
        return new ImportListener() {
            private boolean reached;

            @Override
            public void progress(Stage current, long done, long total) {
                reached |= current == stage;
            }

            @Override
            public boolean cancelled() {
                return reached;
            }
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"LOADING", "VERIFYING"})
    void anInterruptedRunIsContinuedByTheSameMapping(Stage stage) throws Exception {
        sql.execute("CREATE TABLE people (id bigserial PRIMARY KEY, name text UNIQUE, age integer CHECK (age > 0),"
                + " manager bigint REFERENCES people)");
        StringBuilder csv = new StringBuilder("name,age,boss\n");
        for (int i = 0; i < 9_000; i++) {
            csv.append('p')
                    .append(i)
                    .append(',')
                    .append(i % 1_000)
                    .append(",p")
                    .append(i < 10 ? 0 : i / 2)
                    .append('\n');
        }
        Path file = file("people.csv", csv.toString().replace("\np0,0,", "\np0,5,"));
        String map = "columns: {manager: {from: boss, reference: people.name}}";
        TableImportRequest request = mapped("people", map).deferring(Defer.NEVER, 1_000);
        String people =
                "SELECT p.name || coalesce(m.name, '') FROM people p LEFT JOIN people m ON m.id = p.manager ORDER BY 1";
        TableImportReport whole = imported(file, request);
        List<String> undisturbed = texts(people);
        undone(1, false);

        assertThatThrownBy(() -> imported(file, request, database.dataSource(), stoppedAt(stage)))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport continued = imported(file, request);

        assertThat(texts(people)).isEqualTo(undisturbed).hasSizeGreaterThan(1_000);
        assertThat(continued.rejectsByFault()).isEqualTo(whole.rejectsByFault()).hasSize(2);
        assertThat(continued.number()).isEqualTo(2);
        undone(2, false);
        assertThatThrownBy(() -> imported(file, request, database.dataSource(), stoppedAt(stage)))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport other =
                imported(file, mapped("people", map + "  # other").deferring(Defer.NEVER, 1_000));
        assertThat(other.number()).isEqualTo(4);
        assertThat(other.continuedBatches()).isZero();
    }

    @Test
    void aKeyThatHasAReferenceIsRefusedIfRowsReferToEachOther() throws Exception {
        sql.execute("CREATE TABLE people (id bigserial PRIMARY KEY, name text, manager bigint REFERENCES people,"
                + " CONSTRAINT one UNIQUE (name, manager))");

        assertThatThrownBy(() -> imported(
                        file("people.csv", "name,boss\n"),
                        mapped("people", "columns: {manager: {from: boss, reference: people.name}}")
                                .onConflict(OnConflict.UPDATE, "one")))
                .hasMessageContaining(
                        "map.yaml:1: rows of the file refer to each other, and key one of --on-conflict has");
    }

    @Test
    void manyRowsGoTheDeferredWay() throws Exception {
        sql.execute("CREATE TABLE people (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text UNIQUE,"
                + " manager integer REFERENCES people)");
        StringBuilder csv = new StringBuilder("name,boss\n");
        for (int i = 0; i < 12_000; i++) {
            csv.append('p').append(i).append(",p").append((i * 7) % 12_000).append('\n');
        }

        TableImportReport report = imported(
                file("people.csv", csv.toString()),
                mapped("people", "columns: {manager: {from: boss, reference: people.name}}")
                        .deferring(Defer.AUTO, 1_000));

        assertThat(report.way()).startsWith("with deferred indexes");
        assertThat(count("SELECT count(*) FROM people p JOIN people m ON m.id = p.manager"
                        + " WHERE substr(m.name, 2)::integer = substr(p.name, 2)::integer * 7 % 12000"))
                .isEqualTo(12_000);
        assertThat(count("SELECT count(*) FROM people WHERE id = substr(name, 2)::integer + 1"))
                .isEqualTo(12_000);
    }

    @Test
    void aPathThroughSomethingElseThanAnObjectIsNoted() throws Exception {
        sql.execute("CREATE TABLE places (id integer PRIMARY KEY, city text)");
        Path mapping = file("places.yaml", "columns:\n  city: address.town.name\n");
        Path rows = file("places.jsonl", """
                {"id": 1, "address": {"town": {"name": "Graz"}, "zip": 1}}
                {"id": 2, "address": "Graz"}
                {"id": 3, "address": {"town": ["Graz"]}}
                {"id": 4, "address": {"town": null}}
                {"id": 5, "address": null}
                """);

        TableImportReport report = imported(rows, into("places").mapped(MappingFile.read(mapping, "places", null)));

        assertThat(texts("SELECT p::text FROM places p ORDER BY id"))
                .containsExactly("(1,Graz)", "(2,)", "(3,)", "(4,)", "(5,)");
        assertThat(report.notes())
                .contains(
                        "field \"address.town.name\" has no value in 2 rows that have something else than an object there");
    }
}
