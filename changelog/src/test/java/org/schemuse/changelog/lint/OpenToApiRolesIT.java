package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.lint.source.LiveSchema;
import org.schemuse.testsupport.TestDatabase;

/** The rule api-role-default-privileges names the roles that PostgreSQL then says can use the object. */
class OpenToApiRolesIT {
    private static final Pattern NAMED = Pattern.compile("open (?:shop|hidden) to (.*)");

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Statement sql;
    private Connection connection;

    @BeforeEach
    void openAsSupabaseDoes() throws SQLException {
        database = TestDatabase.empty();
        connection = database.dataSource().getConnection();
        sql = connection.createStatement();
        for (String role : new String[] {"anon", "authenticated"}) {
            sql.execute("DO $$ BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }
        sql.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated");
        sql.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated");
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "REVOKE ALL ON shop FROM anon",
                "REVOKE ALL ON TABLE shop FROM authenticated",
                "REVOKE ALL PRIVILEGES ON shop FROM anon, authenticated",
                "REVOKE ALL ON shop FROM anon; REVOKE ALL ON shop FROM authenticated",
                "REVOKE ALL ON shop FROM PUBLIC",
                "REVOKE INSERT, UPDATE ON shop FROM anon, authenticated",
                "REVOKE SELECT, INSERT, UPDATE, DELETE ON shop FROM anon",
                "REVOKE GRANT OPTION FOR ALL ON shop FROM anon, authenticated",
                "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM anon, authenticated",
                "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM anon, authenticated",
            })
    void asTheServerSaysOfATable(String revoke) throws Exception {
        compare(
                "CREATE TABLE shop (id bigint PRIMARY KEY); " + revoke,
                "SELECT r FROM unnest('{anon,authenticated}'::text[]) r"
                        + " WHERE has_table_privilege(r, 'shop', 'SELECT, INSERT, UPDATE, DELETE')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "REVOKE ALL ON FUNCTION hidden() FROM PUBLIC",
                "REVOKE EXECUTE ON FUNCTION hidden() FROM PUBLIC, anon",
                "REVOKE EXECUTE ON ROUTINE hidden FROM PUBLIC, anon, authenticated",
                "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, authenticated",
                "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, anon, authenticated",
            })
    void asTheServerSaysOfAFunction(String revoke) throws Exception {
        // What PostgreSQL gives PUBLIC by itself is the business of another rule.
        compare(
                "CREATE FUNCTION hidden() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' RETURN 1; "
                        + "REVOKE EXECUTE ON FUNCTION hidden() FROM PUBLIC; " + revoke,
                "SELECT r FROM unnest('{anon,authenticated}'::text[]) r"
                        + " WHERE has_function_privilege(r, 'hidden()', 'EXECUTE')");
    }

    private void compare(String changes, String question) throws SQLException, IOException {
        Path changelog = Files.writeString(
                folder.resolve("main.sql"), "--liquibase formatted sql\n--changeset shop:1\n" + changes + ";\n");
        Set<String> named = new TreeSet<>();
        Lint.of(List.of(changelog), null)
                .report(LiveSchema.read(database.dataSource(), "public", LedgerTables.standard()))
                .findings()
                .stream()
                .filter(finding -> finding.rule().equals("api-role-default-privileges"))
                .map(finding -> NAMED.matcher(finding.message()))
                .filter(Matcher::find)
                .forEach(match -> named.addAll(Arrays.asList(match.group(1).split(", ", -1))));

        sql.execute(changes);
        Set<String> open = new TreeSet<>();
        try (ResultSet row = sql.executeQuery(question)) {
            while (row.next()) {
                open.add(row.getString(1));
            }
        }
        assertThat(named).as(changes).isEqualTo(open);
    }
}
