package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.MappedTables;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** References that a mapping looks up, in other tables and in the file itself. */
class MappedReferencesIT extends MappedTables {
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
}
