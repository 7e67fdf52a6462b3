package org.schemuse.changelog.lint.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL is cut where PostgreSQL would cut it. */
class ScriptTest {
    @Test
    void semicolonsInsideOfStringsCommentsAndBodiesDoNotEndAStatement() {
        assertThat(
                        statements(
                                "SELECT 'a;''b;', E'c\\';', $$d;$$, $x$e;$$;$x$, \"f;\"\"\" /* g; /* h; */ i; */ -- j;\n; SELECT 2"))
                .hasSize(2);
        assertThat(
                        statements(
                                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3"))
                .hasSize(2);
        assertThat(statements("CREATE RULE r AS ON INSERT TO t DO (DELETE FROM a; DELETE FROM b); SELECT 3"))
                .hasSize(2);
        assertThat(statements(";;  ; \n")).isEmpty();
    }

    @Test
    void valuesOfStringsAreWhatPostgresqlMakesOfThem() {
        assertThat(tokens("'it''s' U&'x' B'01' E'a\\'b' $$c$$ $tag$d$$e$tag$"))
                .extracting(Token::text)
                .containsExactly("it's", "x", "01", "a'b", "c", "d$$e");
        assertThat(tokens("Abc \"Def\" \"g\"\"h\" $1 a$b"))
                .extracting(Token::name)
                .containsExactly("abc", "Def", "g\"h", "$1", "a$b");
    }

    @Test
    void tokensKnowTheirPlace() {
        String text = "SELECT /* x */ 'a' , \"b\" FROM $$c$$";
        assertThat(tokens(text)).extracting(Token::offset).containsExactly(0, 15, 19, 21, 25, 30);
        assertThat(Script.read("  SELECT", 100, Map.of())
                        .statements()
                        .get(0)
                        .at()
                        .offset())
                .isEqualTo(102);
    }

    /** Each was read wrongly until ParserOracleTest compared it with PostgreSQL; this test needs no npm. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WITH q AS (DELETE FROM a RETURNING *) INSERT INTO b VALUES (1) | DELETE a; INSERT b",
                "WITH q AS (SELECT 1), r AS (UPDATE a SET x = 1) SELECT 1 | UPDATE a [x]",
                "WITH RECURSIVE q AS (SELECT 1) SEARCH DEPTH FIRST BY a, b SET o DELETE FROM t | DELETE t",
                "INSERT INTO t AS x (a) (SELECT 1) | INSERT t QUERY",
                "INSERT INTO t (a) OVERRIDING SYSTEM VALUE SELECT 1 | INSERT t QUERY",
                "ALTER TABLE t ADD c int REFERENCES o ON DELETE SET DEFAULT | ALTER TABLE t [ADD c:integer [FOREIGN_KEY [] REFERENCES o]]",
                "ALTER TABLE t ADD CHECK (a > 1) NOT ENFORCED | ALTER TABLE t [ADD CHECK [] NOT VALID]",
                "ALTER TABLE t ADD NOT NULL a NOT VALID | ALTER TABLE t [ADD NOT_NULL [a] NOT VALID]",
                "ALTER TABLE t SET WITHOUT CLUSTER | ALTER TABLE t [SETTING]",
                "CREATE TABLE t OF y (a PRIMARY KEY) | CREATE TABLE t [][a: [PRIMARY_KEY []]][]",
                "CREATE TABLE t (a \"char\", b dec, c float(3)) | CREATE TABLE t [][a:\"char\" [], b:numeric [], c:float4 []][]",
                "CREATE INDEX i ON t (s.f(a)) WHERE (b > 1) | CREATE INDEX i ON t [(...)][WHERE]",
                "CREATE FUNCTION f() RETURNS TABLE (stable int) LANGUAGE sql AS 'x' | CREATE FUNCTION f []",
                "GRANT SELECT, INSERT, UPDATE ON t TO a | GRANT [SELECT, INSERT, UPDATE] ON TABLE [t] [a]",
                "GRANT SELECT ON type TO a | GRANT [SELECT] ON TABLE [type] [a]",
                "GRANT USAGE ON FOREIGN SERVER s TO a | GRANT [USAGE] ON FOREIGN SERVER [s] [a]",
                "CLUSTER VERBOSE t USING i | CLUSTER [t]",
                "REINDEX (CONCURRENTLY off) TABLE t | REINDEX TABLE t",
                "VACUUM FULL a, b | VACUUM FULL [a, b]",
                "SET LOCAL shop.tenant = -1 | SET LOCAL shop.tenant -1",
                "SET ROLE app | SET role app",
                "ROLLBACK PREPARED 'x' | TRANSACTION NONE"
            })
    void readsStatementsAsPostgresqlDoes(String sql, String expected) {
        assertThat(String.join("; ", OurReading.of(statements(sql).get(0).action())))
                .isEqualTo(expected);
    }

    @Test
    void placeholderIsWhatItsParameterSays() {
        Statement known = Script.read("DROP TABLE ${t}", 0, Map.of("t", "auth.users"))
                .statements()
                .get(0);
        assertThat(known.as(Action.Drop.class).orElseThrow().names())
                .extracting(Name::key)
                .containsExactly("auth.users");
        Statement unknown = statements("DROP TABLE ${t}").get(0);
        assertThat(unknown.as(Action.Drop.class).orElseThrow().names())
                .extracting(Name::key)
                .containsExactly("${t}");
    }

    @Test
    void whatPsqlReadsIsNoSql() {
        assertThat(statements("\\set x 1; 2\nCOPY t FROM stdin;\n1\t;it's\n\\.\nSELECT 1;"))
                .hasSize(2);
    }

    @Test
    void whatIsOpenAtTheEndIsNamed() {
        for (String open : List.of("SELECT 'a", "SELECT $x$ a $$", "/* /* */", "SELECT \"a")) {
            assertThat(Script.read(open, 0, Map.of()).unfinished()).as(open).isPresent();
        }
        assertThat(Script.read("SELECT $1, a$b$c", 0, Map.of()).unfinished()).isEmpty();
    }

    @Test
    void alterTableIsReadChangeByChange() {
        Action.AlterTable alter = statements(
                        "ALTER TABLE IF EXISTS ONLY s.t ADD a numeric(5, 2) DEFAULT (1 + 2) NOT NULL CHECK (a > 0),"
                                + " ALTER b SET DATA TYPE double precision USING b::float8, DROP COLUMN IF EXISTS c CASCADE,"
                                + " ADD CONSTRAINT k FOREIGN KEY (a, b) REFERENCES u (x, y) ON DELETE CASCADE NOT VALID")
                .get(0)
                .as(Action.AlterTable.class)
                .orElseThrow();
        assertThat(alter.table().key()).isEqualTo("s.t");
        ColumnDefinition added = ((Change.AddColumn) alter.changes().get(0)).column();
        assertThat(added.type()).hasToString("numeric(5,2)");
        assertThat(added.defaultValue()).hasSize(5);
        assertThat(added.constraint(Constraint.Kind.NOT_NULL)).isPresent();
        assertThat(((Change.AlterType) alter.changes().get(1)).type()).hasToString("double precision");
        assertThat(((Change.DropColumn) alter.changes().get(2)).cascade()).isTrue();
        Constraint key = ((Change.AddConstraint) alter.changes().get(3)).constraint();
        assertThat(key.columns()).containsExactly("a", "b");
        assertThat(key.references().key()).isEqualTo("u");
        assertThat(key.has(Constraint.Option.NOT_VALID)).isTrue();
    }

    /** Whatever stands in a file, reading it ends, and with an answer. */
    @Test
    void cutAndShuffledChangesetsAreReadToTheirEnd() throws Exception {
        Random random = new Random(5);
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("catalogs"))) {
            files = all.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(text.length());
                int to = from + random.nextInt(text.length() - from);
                String cut = text.substring(from, to) + text.substring(0, from);
                Script script = Script.read(cut, 0, Map.of());
                script.statements()
                        .forEach(
                                statement -> assertThat(statement.at().offset()).isBetween(0, cut.length()));
            }
        }
    }

    @Test
    void notEnforcedBelongsToTheConstraintBeforeIt() {
        assertThat(column("a int CHECK (a > 0) NOT ENFORCED").constraints())
                .singleElement()
                .satisfies(check ->
                        assertThat(check.has(Constraint.Option.NOT_VALID)).isTrue());
        assertThat(column("a int NOT ENFORCED").constraints()).isEmpty();
        assertThat(column("a int DEFAULT 1 NOT ENFORCED").constraints()).isEmpty();
    }

    private static ColumnDefinition column(String definition) {
        return statements("CREATE TABLE t (" + definition + ")")
                .get(0)
                .as(Action.CreateTable.class)
                .orElseThrow()
                .columns()
                .get(0);
    }

    /** Words of the grammar in any order: most is wrong, and PostgreSQL would refuse it. */
    @Test
    void wordsInAnyOrderAreReadToTheirEnd() {
        String[] beginnings = {
            "CREATE TABLE t (",
            "CREATE TABLE t (a int ",
            "ALTER TABLE t ",
            "ALTER TABLE t ADD ",
            "CREATE INDEX ",
            "GRANT ",
            "REVOKE ",
            "CREATE ",
            "DROP ",
            "ALTER ",
            "COMMENT ON ",
            "CREATE FUNCTION f",
            "CREATE POLICY p ON t ",
            "",
        };
        String[] words =
                ("NOT ENFORCED NULL DEFAULT CONSTRAINT PRIMARY KEY UNIQUE REFERENCES CHECK GENERATED ALWAYS AS IDENTITY"
                                + " STORED COLLATE USING INDEX ( ) , [ ] . 1 'x' $$x$$ \"q\" a t int WITH OPTIONS ON DELETE SET CASCADE"
                                + " FOREIGN EXCLUDE VALID ADD DROP ALTER COLUMN TYPE TABLE FROM TO ALL IN SCHEMA PARTITION OF FOR VALUES"
                                + " ATTACH DETACH CONCURRENTLY IF EXISTS ONLY VIEW FUNCTION RETURNS LANGUAGE BEGIN ATOMIC END ; * =")
                        .split(" ", -1);
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(beginnings[random.nextInt(beginnings.length)]);
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            assertThatCode(() -> statements(text.toString()).forEach(statement -> statement.as(Action.class)))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    private static List<Statement> statements(String sql) {
        return Script.read(sql, 0, Map.of()).statements();
    }

    private static List<Token> tokens(String sql) {
        return statements(sql).get(0).tokens();
    }
}
