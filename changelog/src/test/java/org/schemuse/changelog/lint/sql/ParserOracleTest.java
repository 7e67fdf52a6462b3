package org.schemuse.changelog.lint.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.ExternalJudge;

/**
 * PostgreSQL's own parser decides whether lint reads SQL right: what a statement does, to which table, with which columns,
 * constraints and subcommands. The parser comes from npm, which a machine with only a JDK lacks; CI has it.
 */
class ParserOracleTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final long SEED = 20261129;

    /** Files that are not SQL as PostgreSQL reads it, which is what they are about. */
    private static final Set<String> NOT_SQL =
            Set.of("promptpal/014-reference-auth-users.sql", "unfinished-sql/err.sql");

    /** PostgreSQL cuts the name, which lint reports. */
    private static final Path CUT = RESOURCES.resolve("lint/identifier-too-long/err.sql");

    @TempDir
    private static Path folder;

    /** One for all tests, because it takes a while to begin; null until a test needs it. */
    private static PostgresParser parser;

    @Test
    void readsGeneratedStatementsAsPostgresDoes() throws IOException, InterruptedException {
        PostgresParser judge = parser();
        Set<String> statements = new GeneratedStatements(RESOURCES.resolve("lint-oracle/templates.txt"), SEED).draw(40);
        List<String> differences = new ArrayList<>();
        for (String sql : statements) {
            try {
                compare(judge, sql, differences);
            } catch (IllegalArgumentException e) {
                differences.add("a template makes what is no SQL: " + e.getMessage());
            }
        }
        assertThat(statements).hasSizeGreaterThan(3000);
        assertThat(differences).isEmpty();
    }

    @Test
    void readsOurFilesAsPostgresDoes() throws IOException, InterruptedException {
        PostgresParser judge = parser();
        List<String> differences = new ArrayList<>();
        Set<String> refused = new TreeSet<>();
        int files = 0;
        for (Path file : files()) {
            files++;
            try {
                compare(judge, Files.readString(file), differences);
            } catch (IllegalArgumentException e) {
                refused.add(file.getParent().getFileName() + "/" + file.getFileName());
            }
        }
        assertThat(files).isGreaterThan(400);
        assertThat(refused).isEqualTo(NOT_SQL);
        assertThat(differences).isEmpty();
    }

    /** So that the judge is known to say no. */
    @Test
    void theJudgeRefusesWhatPostgresRefuses() throws IOException, InterruptedException {
        PostgresParser judge = parser();
        assertThatThrownBy(() -> judge.parse("ALTER TABLE t DROP OLUMN a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("syntax error at or near \"a\"");
        assertThat(judge.parse("SELECT 1; SELECT 2")).hasSize(2);
        assertThat(ServerReading.of(judge.parse("DROP TABLE a.b, c CASCADE").get(0)))
                .containsExactly("DROP TABLE [a.b, c] [CASCADE]");
    }

    private static PostgresParser parser() throws IOException, InterruptedException {
        ExternalJudge.needs("npm");
        if (parser == null) {
            parser = new PostgresParser(PostgresParser.install(Path.of("src/test/npm/libpg-query"), folder));
        }
        return parser;
    }

    private static void compare(PostgresParser judge, String sql, List<String> differences) {
        List<List<String>> server =
                judge.parse(sql).stream().map(ServerReading::of).toList();
        List<List<String>> ours = Script.read(sql, 0, Map.of()).statements().stream()
                .map(statement -> OurReading.of(statement.action()))
                .toList();
        for (int i = 0; i < Math.max(server.size(), ours.size()); i++) {
            String expected = i < server.size() ? OurReading.joined(server.get(i)) : "no statement";
            String found = i < ours.size() ? OurReading.joined(ours.get(i)) : "no statement";
            if (!expected.equals(found)) {
                differences.add("%s%n  server: %s%n  ours:   %s%n"
                        .formatted(server.size() == 1 ? sql : "statement " + (i + 1) + " of\n" + sql, expected, found));
            }
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(Path.of("catalogs"), RESOURCES)) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(file -> file.toString().endsWith(".sql") && !file.equals(CUT))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }
}
