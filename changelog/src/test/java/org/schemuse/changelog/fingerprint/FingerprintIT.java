package org.schemuse.changelog.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.postgres.Quoting;
import org.schemuse.testsupport.TestDatabase;

/** A fingerprint that overlooks a change proves nothing. */
class FingerprintIT {
    private TestDatabase database;
    private Connection connection;

    @BeforeEach
    void build() throws SQLException {
        database = TestDatabase.empty();
        connection = database.dataSource().getConnection();
        build("here");
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE t ADD COLUMN extra int                        | column t.extra
                    ALTER TABLE t ALTER COLUMN note SET DEFAULT 'x'           | column t.note
                    ALTER TABLE t ALTER COLUMN note SET NOT NULL              | column t.note
                    ALTER TABLE t ALTER COLUMN up TYPE bigint                 | column t.up
                    ALTER TABLE t ADD CHECK (note <> '')                      | constraint t.t_note_check
                    ALTER TABLE t DISABLE ROW LEVEL SECURITY                  | table t
                    ALTER TABLE t NO FORCE ROW LEVEL SECURITY                 | table t
                    ALTER TABLE t DISABLE TRIGGER touch                       | trigger t.touch
                    ALTER TABLE t DISABLE TRIGGER ALL                         | switched trigger t.t_up_fkey
                    ALTER TABLE t SET (fillfactor = 70)                       | table t
                    ALTER POLICY own ON t USING (false)                       | policy t.own
                    ALTER POLICY own ON t TO PUBLIC                           | policy t.own
                    GRANT SELECT ON t TO PUBLIC                               | table t
                    GRANT UPDATE (note) ON t TO PUBLIC                        | column t.note
                    REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC                | function f()
                    ALTER FUNCTION f() SECURITY DEFINER                       | function f()
                    ALTER FUNCTION f() RESET search_path                      | function f()
                    CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END' | function f()
                    ALTER TYPE mood ADD VALUE 'so-so'                         | type mood
                    CREATE INDEX i ON t (note)                                | index i
                    CREATE OR REPLACE VIEW v AS SELECT id, note FROM t WHERE true AND note IS NULL | view v
                    ALTER VIEW v SET (security_invoker = true)                | view v
                    ALTER SEQUENCE s INCREMENT 2                              | sequence s
                    COMMENT ON COLUMN t.note IS 'told'                        | column t.note
                    COMMENT ON POLICY own ON t IS 'told'                      | policy t.own
                    ALTER TABLE t ALTER COLUMN note SET STATISTICS 300        | column t.note
                    ALTER TABLE t ALTER COLUMN note SET STORAGE EXTERNAL      | column t.note
                    ALTER TABLE t ALTER COLUMN note SET COMPRESSION pglz      | column t.note
                    ALTER TABLE t SET (toast.autovacuum_enabled = false)      | table t
                    ALTER TABLE t REPLICA IDENTITY USING INDEX t_pkey         | index t_pkey
                    ALTER SEQUENCE s OWNED BY t.id                            | sequence s
                    CREATE CAST (text AS mood) WITH INOUT AS ASSIGNMENT       | cast (text AS mood)
                    CREATE COLLATION german (locale = 'C')                    | collation german
                    CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq) | operator ===(integer,integer)
                    CREATE TEXT SEARCH DICTIONARY d (template = simple)       | text search dictionary d
                    CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int) | function total(integer)
                    CREATE OPERATOR FAMILY family USING btree                 | other pg_opfamily
                    CREATE STATISTICS st ON id, note FROM t                   | statistics st
                    CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING        | rule t.r
                    CREATE DOMAIN d AS text CHECK (value <> '')               | type d
                    CREATE TEXT SEARCH CONFIGURATION c (COPY = simple)        | text search configuration c
                    ALTER DEFAULT PRIVILEGES IN SCHEMA here GRANT SELECT ON TABLES TO PUBLIC | default privileges of
                    """)
    void everyKindOfChangeShows(String change, String line) throws SQLException {
        Fingerprint before = Fingerprint.of(connection, "here");
        run("here", change);
        Fingerprint after = Fingerprint.of(connection, "here");
        assertThat(after.without(before))
                .anySatisfy(changed -> assertThat(changed).startsWith(line + " "));
    }

    @Test
    void neitherTheNameNorTheOwnerNorUntouchedPrivilegesShow() throws SQLException {
        build("Somewhere \"else\"");
        run("Somewhere \"else\"", "GRANT SELECT ON t TO PUBLIC");
        run("Somewhere \"else\"", "REVOKE SELECT ON t FROM PUBLIC");
        assertThat(Fingerprint.of(connection, "Somewhere \"else\"").lines())
                .isEqualTo(Fingerprint.of(connection, "here").lines());

        String other = "owner_of_" + database.name();
        run("here", "CREATE ROLE \"" + other + "\"");
        Fingerprint before = Fingerprint.of(connection, "here");
        for (String object : List.of("TABLE t", "VIEW v", "SEQUENCE s", "TYPE mood", "FUNCTION f()")) {
            run("here", "ALTER " + object + " OWNER TO \"" + other + "\"");
        }
        assertThat(Fingerprint.of(connection, "here").lines().stream().filter(line -> line.contains(other)))
                .as("an owner that is not the schema's shows")
                .hasSize(5);
        run("here", "ALTER SCHEMA here OWNER TO \"" + other + "\"");
        run("here", "ALTER TYPE mood OWNER TO CURRENT_USER");
        assertThat(Fingerprint.of(connection, "here").lines().stream().filter(line -> line.startsWith("table t ")))
                .isEqualTo(before.lines().stream()
                        .filter(line -> line.startsWith("table t "))
                        .toList());
        assertThat(Fingerprint.of(connection, "here", List.of(database.user())).lines())
                .as("whoever should own it may be named")
                .anySatisfy(line -> assertThat(line).startsWith("table t ").contains(other))
                .anySatisfy(line -> assertThat(line).startsWith("type mood ").doesNotContain("\"" + database.user()));
        run("here", "DROP OWNED BY \"" + other + "\" CASCADE");
        run("here", "DROP ROLE \"" + other + "\"");
    }

    @Test
    void liquibasesOwnTablesAndMissingSchemasHaveNoLines() throws SQLException {
        Fingerprint before = Fingerprint.of(connection, "here");
        run("here", "CREATE TABLE databasechangelog (id int PRIMARY KEY, note text)");
        assertThat(Fingerprint.of(connection, "here")).isEqualTo(before);
        assertThat(Fingerprint.of(connection, "nowhere").lines()).isEmpty();
        assertThat(Fingerprint.of(connection, "nowhere").text()).isEmpty();
        assertThat(before.text())
                .startsWith("column ")
                .endsWith("\n")
                .hasLineCount(before.lines().size());
    }

    @Test
    void theSearchPathIsPutBack() throws SQLException {
        run("here", "SELECT 1");
        Fingerprint.of(connection, "nowhere");
        run("here", "SELECT 1");
        try (var row = connection.createStatement().executeQuery("SHOW search_path")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("here");
        }
    }

    private void build(String schema) throws SQLException {
        connection.createStatement().execute("CREATE SCHEMA " + Quoting.identifier(schema));
        run(schema, """
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE SEQUENCE s;
                CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('s'), note text, up int REFERENCES t (id), m mood);
                CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS 'BEGIN RETURN NEW; END';
                CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
                ALTER TABLE t ENABLE ROW LEVEL SECURITY;
                ALTER TABLE t FORCE ROW LEVEL SECURITY;
                CREATE POLICY own ON t TO CURRENT_USER USING (m = 'good');
                CREATE VIEW v AS SELECT id, note FROM t WHERE m = 'bad';
                """);
    }

    private void run(String schema, String sql) throws SQLException {
        connection.createStatement().execute("SET search_path TO " + Quoting.identifier(schema));
        connection.createStatement().execute(sql);
    }
}
