package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.MappedTables;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** Passwords that a mapping hashes; the server's extension judges the hashes. */
class MappedPasswordsIT extends MappedTables {
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
}
