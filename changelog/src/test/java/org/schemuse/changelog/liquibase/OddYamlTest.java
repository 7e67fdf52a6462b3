package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.lint.Lint;

/** YAML that is well formed and no changelog of anybody. */
class OddYamlTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "databaseChangeLog:",
                "databaseChangeLog: null",
                "databaseChangeLog: [null]",
                "databaseChangeLog: 7",
                "databaseChangeLog:\n  - changeSet:",
                "databaseChangeLog:\n  - changeSet: null\n  - changeSet: {id: 1, author: a}",
                "databaseChangeLog:\n  - changeSet: {id: null, author: null}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: null}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [null]}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [{createTable: null}]}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [{sql: null}]}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: [{sql: {sql: null}}], rollback: null}",
                "databaseChangeLog:\n  - changeSet: {id: 1, author: a, preConditions: null, changes: [{sql: SELECT 1}]}",
                "databaseChangeLog:\n  - include: null",
                "databaseChangeLog:\n  - include: {file: null}",
                "databaseChangeLog:\n  - property: {name: null, value: null}"
            })
    void nullsAreReadOrRefusedWithTheFile(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("odd.yaml"), yaml);
        try {
            assertThat(Lint.of(List.of(file), null).report().findings()).isNotNull();
        } catch (UnusableChangelogException refused) {
            assertThat(refused).hasMessageContaining("odd.yaml").message().hasLineCount(1);
        }
    }

    @Test
    void aliasesThatStandForMillionsOfValuesAreRefused() throws IOException {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 25; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        yaml.append("databaseChangeLog:\n  - changeSet: {id: 1, author: a, changes: *a25}\n");
        Path bomb = Files.writeString(folder.resolve("bomb.yaml"), yaml);
        Path circle = Files.writeString(
                folder.resolve("circle.yaml"),
                "databaseChangeLog: &c\n  - changeSet: {id: 1, author: a, changes: *c}\n");
        for (Path file : List.of(bomb, circle)) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThatThrownBy(() -> Lint.of(List.of(file), null))
                            .isInstanceOf(UnusableChangelogException.class)
                            .hasMessageContaining(file.getFileName().toString()));
        }
    }
}
