package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.UnusableDumpException;

class RowFolderTest {
    private static final List<String> TABLES = List.of("order_items", "users", "User", "shop", "2fa", "shop_hours");

    @TempDir
    private Path folder;

    private String matches() throws IOException {
        return RowFolder.of(folder, List.of()).matches("shop", TABLES).values().stream()
                .map(match -> match.file().getFileName() + " " + match.table() + (match.note() == null ? "" : " noted"))
                .collect(Collectors.joining("; "));
    }

    private void file(String name) throws IOException {
        Files.writeString(folder.resolve(name), "id\n");
    }

    @ParameterizedTest
    @CsvSource({
        "users.csv, users",
        "users.jsonl.gz, users",
        "users.yml.ZST, users",
        "Users.tsv, users noted",
        "user.csv, User noted",
        "User.csv, User",
        "OrderItems.json, order_items noted",
        "order items.csv, order_items noted",
        "01_users.csv, users noted",
        "2-order-items.csv, order_items noted",
        "2fa.csv, 2fa",
        "shop.users.csv, users noted",
        "03 Shop_Users.csv, users noted",
        "shop.csv, shop",
        "shop_hours.csv, shop_hours",
    })
    void aFileIsForTheTableThatItIsCalledLike(String name, String expected) throws IOException {
        file(name);
        assertThat(matches()).isEqualTo(name + " " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".users.csv",
                "users.rejects.csv",
                "users.rejects.jsonl",
                "users.rejects",
                "users.txt",
                "README",
                "csv"
            })
    void otherFilesAreLeftOut(String name) throws IOException {
        file(name);
        file("shop.csv");
        Files.createDirectory(folder.resolve("below.csv"));
        assertThat(matches()).isEqualTo("shop.csv shop");
    }

    @Test
    void aFileWithoutATableIsRefusedWithTheNearest() throws IOException {
        file("01_usres.csv");
        assertThatThrownBy(this::matches)
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageEndingWith("01_usres.csv: schema \"shop\" has no table \"usres\"; did you mean \"users\"?"
                        + " Rename it, or leave it out with --skip-file 01_usres.csv");
        assertThat(RowFolder.of(folder, List.of()).fits("shop", TABLES)).isFalse();
    }

    @Test
    void twoFilesForATableAreRefused() throws IOException {
        file("users.csv");
        file("users.jsonl");
        assertThatThrownBy(this::matches)
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("files users.csv and users.jsonl are both for table users");
        assertThat(RowFolder.of(folder, List.of("users.csv")).matches("shop", TABLES))
                .hasSize(1);
    }

    @Test
    void aNameThatSeveralTablesHaveButForTheirCaseIsRefused() throws IOException {
        file("users.csv");
        assertThatThrownBy(() -> RowFolder.of(folder, List.of()).matches("shop", List.of("Users", "USERS")))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("may be for table Users or USERS");
    }
}
