package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;
import org.schemuse.testsupport.TestDatabase;

/** What cannot be rolled back is found, whoever wrote the changelog. */
class ProofIT {
    @TempDir
    private Path folder;

    @Test
    void whatARollbackForgetsIsToldObjectByObject() throws Exception {
        ProofReport report = prove("""
                --changeset a:1
                CREATE TABLE person (id int PRIMARY KEY, name text);
                CREATE SEQUENCE numbers;
                --rollback DROP TABLE person;
                """);

        assertThat(report.verified()).isFalse();
        ChangesetProof proof = report.changesets().get(0);
        assertThat(proof.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(proof.message()).contains("\"numbers\" already exists", "changeset 1", "changelog.sql");
        assertThat(proof.leftBehind()).extracting(Difference::line).containsExactly("unexpected sequence numbers");
    }

    @Test
    void whatComesBackAnotherWayIsTold() throws Exception {
        ProofReport report = prove("""
                --changeset a:1
                CREATE TABLE person (id int PRIMARY KEY, name text DEFAULT 'nobody');
                --rollback DROP TABLE person;

                --changeset a:2
                ALTER TABLE person ALTER COLUMN name DROP DEFAULT;
                --rollback ALTER TABLE person ALTER COLUMN name SET DEFAULT 'no one';

                --changeset a:3
                CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.thing (id int);
                --rollback DROP TABLE elsewhere.thing;

                --changeset a:4
                CREATE TABLE last (id int);
                --rollback DROP TABLE last;
                """);

        assertThat(report.changesets())
                .extracting(ChangesetProof::outcome)
                .containsExactly(Outcome.VERIFIED, Outcome.DIFFERS, Outcome.FAILED, Outcome.NOT_TRIED);
        assertThat(report.changesets().get(1).leftBehind())
                .extracting(Difference::line)
                .containsExactly(
                        "changed column person.name: default is \"'no one'::text\", expected \"'nobody'::text\"");
        assertThat(report.changesets().get(2).leftBehind())
                .extracting(Difference::line)
                .containsExactly("unexpected in schema elsewhere: schema");
    }

    @Test
    void aRollbackThatDropsSomebodyElsesOrFailsIsTold() throws Exception {
        ProofReport report = prove("""
                --changeset a:1
                CREATE TABLE person (id int);
                --rollback DROP TABLE person;

                --changeset a:2
                CREATE TABLE pet (id int);
                --rollback DROP TABLE pet; DROP TABLE person;

                --changeset a:3
                CREATE TABLE toy (id int);
                --rollback DROP TABLE nowhere;
                """);

        assertThat(report.changesets())
                .extracting(ChangesetProof::outcome)
                .containsExactly(Outcome.VERIFIED, Outcome.DIFFERS, Outcome.FAILED);
        ChangesetProof greedy = report.changesets().get(1);
        assertThat(greedy.leftBehind()).extracting(Difference::line).containsExactly("missing table person");
        assertThat(greedy.notMadeAgain()).extracting(Difference::line).containsExactly("missing table person");
        assertThat(report.changesets().get(2).message())
                .contains("changeset 3 (changelog.sql) failed: table \"nowhere\" does not exist");
    }

    @Test
    void aChangesetWithoutRollbackIsNoProof() throws Exception {
        List<String> watched = new ArrayList<>();
        ProofReport report = Proof.of(
                database.dataSource(),
                ChangelogReader.read(changelog("""
                --changeset a:1
                CREATE TABLE person (id int);

                --changeset a:2
                INSERT INTO person VALUES (1);
                --rollback empty
                """), null),
                ChangesetFilter.standard(),
                proof -> watched.add(proof.id()));

        assertThat(report.verified()).isFalse();
        assertThat(report.changesets())
                .extracting(ChangesetProof::outcome)
                .containsExactly(Outcome.IRREVERSIBLE, Outcome.VERIFIED);
        assertThat(watched).containsExactly("1", "2");
    }

    /** What a changeset does, a rollback that does not undo it, and what that leaves. */
    private static final List<List<String>> WRONG = List.of(
            List.of(
                    "ALTER TABLE pet ALTER name SET DEFAULT 'a'",
                    "ALTER TABLE pet ALTER name SET DEFAULT 'b'",
                    "default"),
            List.of("ALTER TABLE pet ALTER name SET NOT NULL", "SELECT 1", "not null"),
            List.of("ALTER TABLE pet ALTER name TYPE varchar(9)", "ALTER TABLE pet ALTER name TYPE varchar(8)", "type"),
            List.of(
                    "ALTER TABLE pet ALTER name SET STATISTICS 9",
                    "ALTER TABLE pet ALTER name SET STATISTICS 8",
                    "statistics"),
            List.of(
                    "ALTER TABLE pet ALTER name SET STORAGE PLAIN",
                    "ALTER TABLE pet ALTER name SET STORAGE MAIN",
                    "storage"),
            List.of(
                    "ALTER TABLE pet RENAME kind TO sort",
                    "ALTER TABLE pet RENAME sort TO kind; COMMENT ON COLUMN pet.kind IS 'x'",
                    "comment"),
            List.of(
                    "ALTER TABLE pet ADD a int, ADD b int",
                    "ALTER TABLE pet DROP b, DROP a, ADD c int",
                    "column pet.c"),
            List.of("CREATE INDEX IF NOT EXISTS by_name ON pet (name)", "SELECT 1", "index by_name"),
            List.of("ALTER TABLE pet ADD CHECK (id > 0)", "SELECT 1", "constraint pet."),
            List.of("ALTER TABLE pet ENABLE ROW LEVEL SECURITY", "SELECT 1", "row security"),
            List.of("CREATE POLICY p ON pet USING (true)", "ALTER POLICY p ON pet RENAME TO q", "policy pet.q"),
            List.of(
                    "GRANT SELECT ON pet TO PUBLIC",
                    "REVOKE SELECT ON pet FROM PUBLIC; GRANT UPDATE ON pet TO PUBLIC",
                    "grants"),
            List.of("CREATE OR REPLACE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 11'", "SELECT 1", "source"),
            List.of("ALTER FUNCTION one() SECURITY DEFINER", "ALTER FUNCTION one() STRICT", "strict"),
            List.of("ALTER TYPE mood ADD VALUE IF NOT EXISTS 'so-so'", "SELECT 1", "values"),
            List.of("ALTER SEQUENCE numbers INCREMENT 5", "ALTER SEQUENCE numbers INCREMENT 6", "increment"),
            List.of(
                    "CREATE OR REPLACE VIEW pets AS SELECT id, sort AS name FROM pet WHERE id > 1",
                    "SELECT 1",
                    "definition"),
            List.of("ALTER TABLE pet DISABLE TRIGGER touch", "ALTER TABLE pet ENABLE ALWAYS TRIGGER touch", "enabled"),
            List.of("CREATE SCHEMA IF NOT EXISTS elsewhere", "SELECT 1", "in schema elsewhere"),
            List.of("CREATE TABLE elsewhere.a (id int)", "ALTER TABLE elsewhere.a RENAME TO b", "elsewhere: table b"),
            List.of("COMMENT ON TABLE pet IS 'x'", "COMMENT ON TABLE pet IS 'y'", "comment"),
            List.of(
                    "ALTER DOMAIN word ADD CONSTRAINT w CHECK (value <> '')",
                    "ALTER DOMAIN word RENAME CONSTRAINT w TO v",
                    "constraint word.v"),
            List.of(
                    "CREATE CAST (text AS mood) WITH INOUT",
                    "DROP CAST (text AS mood); CREATE CAST (mood AS text) WITH INOUT",
                    "cast (mood AS text)"),
            List.of("ALTER TABLE pet SET (fillfactor = 50)", "ALTER TABLE pet SET (fillfactor = 60)", "options"),
            List.of("DROP TABLE IF EXISTS toy", "CREATE TABLE toy (id bigint)", "toy.id: type"),
            List.of(
                    "ALTER TABLE pet REPLICA IDENTITY FULL",
                    "ALTER TABLE pet REPLICA IDENTITY NOTHING",
                    "replica identity"));

    @Test
    void everyKindOfWrongRollbackIsFound() throws Exception {
        StringBuilder changesets = new StringBuilder("""
                --changeset a:base splitStatements:false
                CREATE TYPE mood AS ENUM ('good');
                CREATE DOMAIN word AS text;
                CREATE SEQUENCE numbers;
                CREATE TABLE toy (id int);
                CREATE TABLE pet (id int PRIMARY KEY, name text, kind text);
                CREATE VIEW pets AS SELECT id, kind AS name FROM pet;
                CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
                CREATE FUNCTION same() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touch BEFORE UPDATE ON pet FOR EACH ROW EXECUTE FUNCTION same();
                """);
        for (int i = 0; i < WRONG.size(); i++) {
            changesets.append("\n--changeset a:wrong-" + i + "\n" + WRONG.get(i).get(0) + ";\n--rollback "
                    + WRONG.get(i).get(1) + ";\n");
        }

        ProofReport report = prove(changesets.toString());

        for (int i = 0; i < WRONG.size(); i++) {
            ChangesetProof proof = report.changesets().get(i + 1);
            String expected = WRONG.get(i).get(2);
            assertThat(proof.leftBehind())
                    .as(
                            "%s, and back with %s: %s",
                            WRONG.get(i).get(0), WRONG.get(i).get(1), proof.message())
                    .extracting(Difference::line)
                    .anySatisfy(line -> assertThat(line).contains(expected));
        }
    }

    private final TestDatabase database = TestDatabase.empty();

    @AfterEach
    void drop() {
        database.close();
    }

    private ProofReport prove(String changesets) throws IOException {
        return Proof.of(
                database.dataSource(),
                ChangelogReader.read(changelog(changesets), null),
                ChangesetFilter.standard(),
                proof -> {});
    }

    private Path changelog(String changesets) throws IOException {
        return Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n\n" + changesets);
    }
}
