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
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;
import org.schemuse.testsupport.TestDatabase;

/** What cannot be taken back is found, whoever wrote the changelog. */
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
                Edition.standard(),
                proof -> watched.add(proof.id()));

        assertThat(report.verified()).isFalse();
        assertThat(report.changesets())
                .extracting(ChangesetProof::outcome)
                .containsExactly(Outcome.IRREVERSIBLE, Outcome.VERIFIED);
        assertThat(watched).containsExactly("1", "2");
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
                Edition.standard(),
                proof -> {});
    }

    private Path changelog(String changesets) throws IOException {
        return Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n\n" + changesets);
    }
}
