package org.schemuse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.cli.Ran;

/** Lint as people, scripts and code hosts see it. */
class LintCommandTest {
    @TempDir
    private Path folder;

    private String file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("change.sql").toString();
        Files.writeString(folder.resolve("change.sql"), """
                --liquibase formatted sql logicalFilePath:change.sql

                --changeset shop:1
                GRANT ALL ON orders TO app;
                  DROP TABLE coupons;
                --rollback empty
                """);
    }

    private Ran run(String... args) {
        return Ran.here(folder, Map.of(), args);
    }

    @Test
    void textNamesPlaceRuleAndReason() {
        Ran ran = run("lint", file);
        assertThat(ran.out().replace(file, "change.sql")).isEqualTo("""
                        change.sql:4:1: warning: grant-all: grants privileges that are not used, and those that later versions add to ALL
                          4 | GRANT ALL ON orders TO app;
                            | ^
                          help: List the privileges that the role uses.
                        change.sql:5:14: error: drop-table: the rows of coupons are lost, and a rollback does not restore them
                          5 |   DROP TABLE coupons;
                            |              ^
                          help: Remove every use of the table, wait for a release, keep a copy, and ignore this finding with that reason.
                        1 changeset, 2 statements: 1 error, 1 warning, 0 notes; 0 suppressed
                        More about a rule: schemuse lint explain grant-all
                        """);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"error, 1", "warning, 1", "none, 0"})
    void exitCodeIsAsAskedFor(String failOn, int exitCode) throws IOException {
        assertThat(run("lint", file, "--fail-on", failOn).exitCode()).isEqualTo(exitCode);
        Files.writeString(Path.of(file), "GRANT ALL ON orders TO app;");
        assertThat(run("lint", file, "--fail-on", failOn).exitCode()).isEqualTo(failOn.equals("warning") ? 1 : 0);
    }

    @Test
    void jsonIsOneDocument() throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(run("lint", file, "--json").out());
        assertThat(report.get("changesetCount").asInt()).isEqualTo(1);
        JsonNode finding = report.get("findings").get(1);
        assertThat(finding.get("rule").asText()).isEqualTo("drop-table");
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("line").asInt()).isEqualTo(5);
        assertThat(finding.get("changeset").asText()).isEqualTo("shop:1");
        assertThat(finding.get("table").asText()).isEqualTo("coupons");
        assertThat(finding.get("help").asText()).startsWith("Remove every use of the table");
        assertThat(finding.get("sourceLine").asText()).isEqualTo("  DROP TABLE coupons;");
        assertThat(run("lint", file, "--format", "json").out())
                .isEqualTo(run("lint", file, "--json").out());
    }

    @Test
    void sarifIsOneDocument() throws IOException {
        Ran ran = run("lint", file, "--format", "sarif");
        JsonNode report = new ObjectMapper().readTree(ran.out());
        assertThat(report.get("version").asText()).isEqualTo("2.1.0");
        JsonNode result = report.at("/runs/0/results/1");
        assertThat(result.get("ruleId").asText()).isEqualTo("drop-table");
        assertThat(result.at("/locations/0/physicalLocation/region/startColumn").asInt())
                .isEqualTo(14);
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    @Test
    void ourCatalogsPassWithoutArguments() {
        Ran ran = run("lint");
        assertThat(ran.out()).contains(" 0 errors, ");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void rulesAreListedAndExplained() {
        assertThat(run("lint", "rules").out()).contains("  change-type  ", "error", "\nsecurity\n");
        Ran page = run("lint", "explain", "change-type");
        assertThat(page.out()).startsWith("# change-type\n").contains("## Instead");
        assertThat(page.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    lint explain nothing         ~ 2 ~ There is no rule "nothing". List the rules with: schemuse lint rules
                    lint nothing                 ~ 3 ~ nothing: there is no such file or folder, and no catalog of this name. The catalogs are listed by: schemuse catalogs
                    lint vibemuse --since-tag x  ~ 2 ~ no changeset sets the tag "x": expected one of 1
                    lint vibemuse --live         ~ 2 ~ --live needs a database: expected --url, PGHOST, or the embedded one of schemuse server start.
                    """)
    void mistakesGetOneLine(String commandLine, int exitCode, String line) {
        Ran ran = run(commandLine.strip().split(" ", -1));
        assertThat(ran.err()).isEqualTo("schemuse: " + line + "\n");
        assertThat(ran.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void whatIsNoChangelogIsNamedWithWhatWasExpected() throws IOException {
        byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        for (String name : List.of("p.png", "p.sql", "p.xml", "p.yaml")) {
            Files.write(folder.resolve(name), picture);
            Ran ran = run("lint", folder.resolve(name).toString());
            assertThat(ran.exitCode()).as(name).isEqualTo(3);
            assertThat(ran.err()).as(name).contains(name + ": ").hasLineCount(1);
        }
        assertThat(run("lint", folder.resolve("p.png").toString()).err())
                .endsWith(
                        "p.png: expected SQL in a file named .sql, or a changelog in one named .yaml, .yml, .xml or .json\n");
        assertThat(run("lint", folder.resolve("p.sql").toString()).err())
                .endsWith("p.sql: expected SQL in UTF-8: byte 1 is no text in it\n");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(run("lint", empty.toString()).err())
                .endsWith("empty: expected changelogs or files of SQL in this folder, found neither\n");
    }
}
