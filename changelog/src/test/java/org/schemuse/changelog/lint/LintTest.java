package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.Severity;

/** What a run knows, what it ignores, and where it says what it found. */
class LintTest {
    @TempDir
    private Path folder;

    static List<Catalog> catalogs() {
        return Catalog.all();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void ourCatalogsHaveNoErrorAndIgnoreNone(Catalog catalog) {
        LintReport report = Lint.of(catalog).report();
        assertThat(report.findings()).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(report.suppressedCount()).isZero();
        assertThat(report.changesetCount()).isEqualTo(catalog.changesets().size());
        assertThat(report.statementCount()).isGreaterThan(catalog.changesets().size());
    }

    /** Formatted SQL, YAML and XML of 50 changesets; an id says what was planted in it, or that it is sound. */
    @Test
    void everyDefectPlantedInAForeignChangelogIsNamedAndNothingElse() {
        LintReport report = Lint.of(List.of(Path.of("src/test/resources/foreign/db/changelog.xml")), null)
                .report();
        assertThat(report.changesetCount()).isEqualTo(50);
        Map<String, String> named = new TreeMap<>();
        report.findings().forEach(finding -> named.merge(finding.changeset(), finding.rule(), (a, b) -> a + " " + b));
        assertThat(named)
                .hasSize(36)
                .allSatisfy((changeset, rules) -> assertThat(changeset).endsWith("-plants-" + rules));
        assertThat(report.suppressedCount()).isEqualTo(2);
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("truncate-cascade"))
                .singleElement()
                .satisfies(finding -> assertThat(at(finding)).isEqualTo("stock.yaml:73:15"));
    }

    @Test
    void changelogThatRunsProgramsIsReadAndRunsNone() throws IOException {
        Path trace = folder.resolve("trace");
        Path changelog = write("programs.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: 1
                      author: x
                      changes:
                        - executeCommand: {executable: touch, args: [{arg: {value: %s}}]}
                        - sql: {sql: DROP TABLE t}
                """.formatted(trace));
        assertThat(Lint.of(List.of(changelog), null).report().findings())
                .extracting(LintFinding::rule)
                .contains("drop-table");
        assertThat(trace).doesNotExist();
        assertThatThrownBy(() -> Lint.of(List.of(folder.resolve("nowhere.sql")), null))
                .isInstanceOf(UnusableChangelogException.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void changesetsOfEveryContextAreLookedAt() throws IOException {
        Path changelog = write("contexts.yaml", """
                databaseChangeLog:
                  - changeSet: {id: 1, author: x, context: prod, changes: [sql: {sql: DROP TABLE a}]}
                  - changeSet: {id: 1, author: x, context: test, changes: [sql: {sql: DROP TABLE b}]}
                  - changeSet: {id: 2, author: x, context: "@test", changes: [sql: {sql: DROP TABLE c}]}
                """);

        assertThat(Lint.of(List.of(changelog), null).report().findings())
                .filteredOn(finding -> finding.rule().equals("drop-table"))
                .extracting(LintFinding::table)
                .containsExactly("a", "b", "c");
    }

    @Test
    void tableOfAnEarlierFileIsNewAndOthersAreNot() throws IOException {
        Path first = write("1.sql", "CREATE TABLE t (id bigint PRIMARY KEY, a text);");
        Path second = write("2.sql", """
                SET lock_timeout = '1s';
                CREATE INDEX t_a_idx ON T (a);
                CREATE INDEX u_a_idx ON "T" (a);
                DROP TABLE t;
                CREATE INDEX t_a_idx ON t (a);
                """);
        assertThat(rules(Lint.of(List.of(first, second), null).report()))
                .containsExactly("2.sql:3:1 index-not-concurrent", "2.sql:5:1 index-not-concurrent");
    }

    @Test
    void folderIsReadFromItsMasterChangelogAndEachChangesetOnce() {
        LintReport report =
                Lint.of(List.of(Path.of("src/test/resources/foreign/db")), null).report();
        assertThat(report)
                .isEqualTo(Lint.of(List.of(Path.of("src/test/resources/foreign/db/changelog.xml")), null)
                        .report());
        assertThat(report.changesetCount()).isEqualTo(50);
    }

    @Test
    void folderOfPlainSqlIsReadByNameWithoutWhatIsHidden() throws IOException {
        Files.createDirectories(folder.resolve("down/deep"));
        Files.createDirectories(folder.resolve(".git"));
        write("1.sql", "CREATE TABLE t (id bigint PRIMARY KEY, a text);");
        write("2.sql", "CREATE INDEX ON t (a); CREATE INDEX ON u (a);");
        write("down/deep/3.sql", "SET lock_timeout = '1s'; DROP TABLE t;");
        write(".git/4.sql", "DROP TABLE t;");
        write("package.json", "{}");
        assertThat(rules(Lint.of(List.of(folder), null).report()))
                .containsExactly("2.sql:1:24 index-not-concurrent", "2.sql:1:24 lock-timeout-missing");
    }

    @Test
    void plainSqlHasNeitherTransactionNorLockTimeout() throws IOException {
        assertThat(lint("BEGIN; ALTER TABLE t ADD COLUMN a text; COMMIT; SELECT 1;"))
                .containsExactly("1:8 lock-timeout-missing");
        assertThat(lint("SET lock_timeout = '2s'; ALTER TABLE t ADD COLUMN a text;"))
                .isEmpty();
        assertThat(lint("SET lock_timeout = '2s'; RESET lock_timeout; ALTER TABLE t ADD COLUMN a text;"))
                .containsExactly("1:46 lock-timeout-missing");
    }

    @Test
    void tableWithoutPrimaryKeyIsReportedInPlainSqlToo() throws IOException {
        assertThat(lint("CREATE TABLE t (a int); CREATE TABLE u (LIKE v INCLUDING ALL); CREATE TEMP TABLE w (a int);"))
                .containsExactly("1:1 primary-key-missing");
        assertThat(lint("CREATE TABLE t (a bigint); ALTER TABLE ONLY t ADD CONSTRAINT k PRIMARY KEY (a);"))
                .isEmpty();
    }

    @Test
    void wideningOfAKnownColumnIsNoRewrite() throws IOException {
        String before = """
                --liquibase formatted sql logicalFilePath:x.sql
                --changeset a:1
                CREATE TABLE t (id bigint PRIMARY KEY, a varchar(10), b numeric(5,2));
                --rollback empty
                --changeset a:2
                COMMENT ON TABLE t IS 'Things.';
                --rollback empty
                """;
        Path tag = write("tag.yaml", """
                databaseChangeLog:
                  - logicalFilePath: tag.yaml
                  - changeSet:
                      id: 3
                      author: a
                      changes:
                        - tagDatabase: {tag: v1}
                """);
        Path changes = write("z.sql", """
                --liquibase formatted sql logicalFilePath:z.sql
                --changeset a:4
                ALTER TABLE t ALTER COLUMN a TYPE varchar(20);
                ALTER TABLE t ALTER COLUMN a TYPE text;
                ALTER TABLE t ALTER COLUMN b TYPE numeric(7,2);
                ALTER TABLE t ALTER COLUMN b TYPE numeric(9,3);
                --rollback empty
                """);
        Lint lint = Lint.of(List.of(write("x.sql", before), tag, changes), null);
        assertThat(rules(lint.reportSince("v1").orElseThrow())).containsExactly("z.sql:6:15 change-type");
        assertThat(lint.report().findings()).noneMatch(f -> f.rule().equals("change-type"));
        assertThat(lint.reportSince("v2")).isEmpty();
        assertThat(lint.tags()).containsExactly("v1");
    }

    @Test
    void suppressionIsAboutItsStatementOnly() throws IOException {
        String timeout = "SET lock_timeout = '2s';\n";
        assertThat(lint(timeout + "DROP TABLE a; -- lint:ignore drop-table copied\nDROP TABLE b;"))
                .containsExactly("3:12 drop-table");
        assertThat(lint(timeout + "DROP TABLE a;\n/* lint:ignore drop-table copied */\nDROP TABLE b;"))
                .containsExactly("2:12 drop-table");
        assertThat(lint(timeout + "DROP TABLE /* lint:ignore drop-table copied */ a;"))
                .isEmpty();
        assertThat(lint(timeout + "SELECT '-- lint:ignore drop-table copied'; DROP TABLE a;"))
                .containsExactly("2:55 drop-table");
    }

    private List<String> lint(String sql) throws IOException {
        return rules(Lint.of(List.of(write("x.sql", sql)), null).report()).stream()
                .map(line -> line.replace("x.sql:", ""))
                .toList();
    }

    private static List<String> rules(LintReport report) {
        return report.findings().stream()
                .filter(finding -> !finding.rule().equals("comment-missing"))
                .map(finding -> at(finding) + " " + finding.rule())
                .toList();
    }

    private static String at(LintFinding finding) {
        String[] path = finding.file().split("/");
        return Arrays.asList(path).get(path.length - 1) + ":" + finding.line() + ":" + finding.column();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
