package org.schemuse.changelog.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.TestDatabase;

/** A look that reads only what changed ends with the same lines as reading all of it: the whole fingerprint is the judge. */
class CatalogWatchIT {
    /** More than any one change below touches, fewer than there are. */
    private static final int TABLES = 150;

    private final TestDatabase database = TestDatabase.empty();
    private Connection changing;
    private Connection watching;

    @BeforeEach
    void build() throws SQLException {
        changing = database.dataSource().getConnection();
        watching = database.dataSource().getConnection();
        run("""
                CREATE SCHEMA here;
                CREATE SCHEMA other;
                SET search_path TO here;
                CREATE TYPE mood AS ENUM ('good', 'bad');
                CREATE TYPE pair AS (a int, b text);
                CREATE DOMAIN word AS text CONSTRAINT short CHECK (length(value) < 10);
                CREATE SEQUENCE s;
                CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
                CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                CREATE TABLE t (id int PRIMARY KEY DEFAULT nextval('s'), note text, m mood, p pair, w word);
                CREATE TABLE u (id int PRIMARY KEY, t int CONSTRAINT to_t REFERENCES t (id), twice int GENERATED ALWAYS AS (f(1)) STORED);
                CREATE INDEX by_f ON t (f(id));
                CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
                CREATE POLICY own ON t USING (m = 'good' AND f(id) = 1);
                CREATE VIEW v AS SELECT id, note, (p).b AS b, f(id) AS f FROM t;
                CREATE VIEW other.w AS SELECT v.id, t.note AS n FROM here.v JOIN here.t USING (id);
                CREATE RULE r AS ON DELETE TO t DO ALSO NOTIFY gone;
                CREATE STATISTICS st ON id, note FROM t;
                CREATE FUNCTION rows(OUT t) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
                CREATE FUNCTION number() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM t WHERE note <> '');
                CREATE TABLE parted (id int, at date) PARTITION BY RANGE (at);
                CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
                CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int);
                CREATE FUNCTION textual(pair) RETURNS text LANGUAGE sql RETURN $1.b;
                CREATE CAST (pair AS text) WITH FUNCTION textual(pair);
                """);
    }

    @AfterEach
    void drop() throws SQLException {
        changing.close();
        watching.close();
        database.close();
    }

    @Test
    void everyLookEndsWithWhatTheWholeFingerprintSays() throws SQLException {
        CatalogWatch watch = CatalogWatch.of(watching, "here");
        for (String change : CHANGES) {
            Fingerprint before = Fingerprint.ofDatabase(watching, "here");
            run(change);
            Fingerprint after = Fingerprint.ofDatabase(watching, "here");

            assertThat(after).as("the fingerprint sees: %s", change).isNotEqualTo(before);
            assertThat(watch.look().differences()).as(change).isEqualTo(Comparison.between(before, after));
            watch.refuseIfBehind();
        }
        assertThat(watch.look().differences()).isEmpty();
    }

    /** In the order in which each is possible. */
    private static final List<String> CHANGES = List.of(
            "ALTER TABLE t RENAME COLUMN note TO remark",
            "ALTER TABLE t RENAME TO thing",
            "ALTER TABLE thing RENAME TO t",
            "ALTER TYPE mood RENAME TO humour",
            "ALTER TYPE humour RENAME VALUE 'good' TO 'fine'",
            "ALTER TYPE humour ADD VALUE 'so-so'",
            "ALTER TYPE pair RENAME ATTRIBUTE b TO c",
            "ALTER TYPE pair SET SCHEMA other",
            "ALTER TYPE other.pair SET SCHEMA here",
            "ALTER DOMAIN word RENAME CONSTRAINT short TO brief",
            "ALTER DOMAIN word RENAME TO term",
            "COMMENT ON CONSTRAINT brief ON DOMAIN term IS 'told'",
            "ALTER FUNCTION f(int) RENAME TO g",
            "CREATE FUNCTION g(a numeric) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
            "DROP FUNCTION g(numeric)",
            "ALTER FUNCTION touch() RENAME TO handle",
            "ALTER FUNCTION g(int) SET SCHEMA other",
            "ALTER SEQUENCE s RENAME TO numbers",
            "ALTER SEQUENCE numbers OWNED BY t.id",
            "ALTER TABLE t RENAME COLUMN id TO number",
            "ALTER SEQUENCE numbers OWNED BY NONE",
            "ALTER SEQUENCE numbers CACHE 7",
            "ALTER TABLE u RENAME CONSTRAINT to_t TO towards_t",
            "COMMENT ON CONSTRAINT towards_t ON u IS 'told'",
            "COMMENT ON TRIGGER touch ON t IS 'told'",
            "COMMENT ON POLICY own ON t IS 'told'",
            "COMMENT ON RULE r ON t IS 'told'",
            "COMMENT ON STATISTICS st IS 'told'",
            "COMMENT ON INDEX by_f IS 'told'",
            "COMMENT ON FUNCTION handle() IS 'told'",
            "COMMENT ON TYPE humour IS 'told'",
            "COMMENT ON COLUMN t.remark IS 'told'",
            "COMMENT ON CAST (pair AS text) IS 'told'",
            "ALTER FUNCTION textual(pair) RENAME TO written",
            "ALTER INDEX by_f RENAME TO by_g",
            "ALTER INDEX by_g ALTER COLUMN 1 SET STATISTICS 300",
            "ALTER STATISTICS st SET STATISTICS 20",
            "ALTER TABLE t ALTER remark SET STATISTICS 20",
            "ALTER TABLE t ALTER remark SET STORAGE EXTERNAL",
            "ALTER TABLE t ALTER remark SET COMPRESSION pglz",
            "ALTER TABLE t SET (toast.autovacuum_enabled = false)",
            "ALTER TABLE t CLUSTER ON t_pkey",
            "ALTER TABLE t REPLICA IDENTITY USING INDEX t_pkey",
            "ALTER TABLE t DISABLE TRIGGER ALL",
            "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
            "GRANT SELECT ON t TO PUBLIC",
            "GRANT UPDATE (remark) ON t TO PUBLIC",
            "REVOKE EXECUTE ON FUNCTION handle() FROM PUBLIC",
            "REVOKE USAGE ON TYPE humour FROM PUBLIC",
            "CREATE OR REPLACE AGGREGATE total (int) (sfunc = int4larger, stype = int)",
            "CREATE TABLE part2 PARTITION OF parted FOR VALUES FROM ('2021-01-01') TO ('2022-01-01')",
            "ALTER TABLE parted ADD COLUMN extra int DEFAULT 1",
            "ALTER TABLE parted DETACH PARTITION part",
            "DROP POLICY own ON t",
            "DROP TRIGGER touch ON t",
            "DROP RULE r ON t",
            "DROP STATISTICS st",
            "CREATE TABLE other.far (a int, b int)",
            "CREATE STATISTICS apart ON a, b FROM other.far",
            "COMMENT ON STATISTICS apart IS 'told'",
            "ALTER STATISTICS apart SET STATISTICS 20",
            "ALTER TABLE other.far RENAME COLUMN a TO c",
            "ALTER TABLE other.far RENAME TO away",
            "ALTER TABLE other.away SET SCHEMA here",
            "ALTER TABLE away SET SCHEMA other",
            "ALTER STATISTICS apart RENAME TO aside",
            "DROP STATISTICS aside",
            "ALTER TABLE u DROP CONSTRAINT towards_t",
            "DROP INDEX by_g",
            "ALTER TABLE t ALTER number DROP DEFAULT",
            "ALTER TABLE t DROP COLUMN m",
            "COMMENT ON COLUMN t.remark IS NULL",
            "ALTER SCHEMA other RENAME TO elsewhere",
            "CREATE SCHEMA further; CREATE TABLE further.x (id int)",
            "GRANT USAGE ON SCHEMA further TO PUBLIC",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA further GRANT SELECT ON TABLES TO PUBLIC",
            "DROP SCHEMA further CASCADE",
            "CREATE COLLATION german (locale = 'C')",
            "ALTER TABLE parted ADD COLUMN sorted text COLLATE german",
            "ALTER COLLATION german RENAME TO deutsch",
            "CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)",
            "CREATE TEXT SEARCH CONFIGURATION tsc (COPY = simple)",
            "ALTER TEXT SEARCH CONFIGURATION tsc DROP MAPPING FOR word",
            "CREATE TABLE u2 AS SELECT * FROM u; DROP TABLE u; ALTER TABLE u2 RENAME TO u",
            "DROP TABLE u",
            "DROP FUNCTION rows(), number()",
            "DROP VIEW elsewhere.w, v",
            "DROP CAST (pair AS text)",
            "DROP TABLE t",
            "DROP FUNCTION elsewhere.g(int)");

    @Test
    void aLookReadsNoMoreInALargeSchemaThanInASmallOne() throws SQLException {
        for (int i = 0; i < TABLES; i++) {
            run("CREATE TABLE more" + i + " (id int PRIMARY KEY, up int REFERENCES more" + Math.max(0, i - 1) + ")");
        }
        CatalogWatch watch = CatalogWatch.of(watching, "here");
        long before = watch.objectsRead();
        assertThat(before).as("the first look reads all").isGreaterThan(TABLES);
        for (int i = 0; i < TABLES; i++) {
            run("ALTER TABLE more" + i + " ADD COLUMN extra int");
            assertThat(watch.look().differences())
                    .extracting(Difference::line)
                    .containsExactly("unexpected column more" + i + ".extra");
        }
        assertThat(watch.objectsRead() - before)
                .as("each look reads the table and the one that refers to it")
                .isLessThanOrEqualTo(3L * TABLES);
        watch.refuseIfBehind();
    }

    @Test
    void nothingIsReadAgainWhereNothingChanged() throws SQLException {
        CatalogWatch watch = CatalogWatch.of(watching, "here");
        long before = watch.objectsRead();
        run("INSERT INTO t (note) SELECT 'x' FROM generate_series(1, 1000)");
        run("ANALYZE t");

        assertThat(watch.look().differences()).isEmpty();
        assertThat(watch.objectsRead()).isEqualTo(before);
    }

    @Test
    void aWatchThatIsBehindIsRefused() throws SQLException {
        CatalogWatch watch = CatalogWatch.of(watching, "here");
        run("CREATE INDEX unseen ON t (note)");
        assertThatThrownBy(watch::refuseIfBehind)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unexpected index unseen");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = changing.createStatement()) {
            statement.execute(sql);
        }
    }
}
