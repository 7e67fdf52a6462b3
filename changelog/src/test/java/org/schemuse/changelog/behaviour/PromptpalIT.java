package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.dictionary.Dictionary;
import org.schemuse.changelog.dictionary.TypeScript;

/** What promptpal promises. {@link IsolationMatrixIT} tries isolation in every way; here it is told by example. */
@ParameterizedClass
@EnumSource(Installer.class)
class PromptpalIT extends CatalogBehaviour {
    private static final List<String> TABLES = List.of(
            "folders", "prompts", "modules", "module_options", "variables", "encrypted_api_keys", "usage_tracking");
    private static final List<String> WITH_USER = List.of("folders", "prompts", "encrypted_api_keys", "usage_tracking");

    @Override
    CatalogRows rows() {
        return new PromptpalTenancy();
    }

    @Test
    void p01EverybodySeesTheirOwnRows() {
        for (String table : TABLES) {
            assertThat(count(table)).as(table).isEqualTo(2);
            assertThat(count(installed.as(ONE), table)).as(table).isEqualTo(1);
            assertThat(count(installed.nobody(), table)).as(table).isZero();
        }
        assertThat(texts(installed.as(ONE), "SELECT description FROM prompts")).containsExactly(ONE.toString());
        assertThat(SqlState.of(() -> count(installed.as(ONE), "auth_users"))).isEqualTo(SqlState.REFUSED);
    }

    @Test
    void p01TheClaimsOfSupabaseNameTheUserToo() {
        Handle handle = installed.nobody();
        String claims = "SELECT set_config('request.jwt.claims', ?, false)";
        handle.execute(
                claims,
                "{\"role\": \"authenticated\", \"user_metadata\": {\"sub\": \"" + OTHER + "\"}, \"sub\": \"" + ONE
                        + "\"}");
        assertThat(texts(handle, "SELECT description FROM prompts")).containsExactly(ONE.toString());
        for (String setting : List.of(OTHER.toString(), "garbage", "")) {
            handle.execute("SELECT set_config('app.current_user_id', ?, false)", setting);
            assertThat(texts(handle, "SELECT description FROM prompts"))
                    .as("verified claims override the setting " + setting)
                    .containsExactly(ONE.toString());
        }
        handle.execute("SET app.current_user_id TO '" + OTHER + "'");
        for (String nobody : List.of(
                "{}",
                "{\"role\": \"anon\"}",
                "{\"sub\": null}",
                "{\"sub\": \"\"}",
                "{\"sub\": \"anon\"}",
                "{\"user_metadata\": {\"sub\": \"" + ONE + "\"}}")) {
            handle.execute(claims, nobody);
            assertThat(count(handle, "prompts")).as(nobody).isZero();
        }
        handle.execute(claims, "");
        assertThat(texts(handle, "SELECT description FROM prompts")).containsExactly(OTHER.toString());
        handle.execute(claims, "no JSON");
        assertThat(SqlState.of(() -> count(handle, "prompts"))).isEqualTo("22P02");
    }

    @Test
    void p02EveryTableHasAPolicyForEveryCommand() {
        assertThat(texts(root, "SELECT tablename || ' ' || cmd FROM pg_policies WHERE schemaname = current_schema()"))
                .containsExactlyInAnyOrderElementsOf(TABLES.stream()
                        .flatMap(table -> List.of("SELECT", "INSERT", "UPDATE", "DELETE").stream()
                                .map(command -> table + " " + command))
                        .toList())
                .hasSize(28);
        Handle handle = installed.as(ONE);
        for (String table : WITH_USER) {
            assertThat(handle.execute("UPDATE " + table + " SET deleted_at = now() WHERE user_id = ?", OTHER))
                    .isZero();
            assertThat(handle.execute("DELETE FROM " + table + " WHERE user_id = ?", OTHER))
                    .isZero();
            assertThat(SqlState.of(() -> handle.execute("UPDATE " + table + " SET user_id = ?", OTHER)))
                    .as(table)
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(SqlState.of(() -> folder(handle, OTHER, "theirs"))).isEqualTo(SqlState.REFUSED);
    }

    @Test
    void p03WhatHangsOnAPromptOfAnotherIsOutOfReach() {
        UUID prompt = id(root, "SELECT id FROM prompts WHERE user_id = ?", OTHER);
        UUID module = id(root, "SELECT id FROM modules WHERE prompt_id = ?", prompt);
        Handle handle = installed.as(ONE);
        for (String write : List.of(
                "INSERT INTO modules (name, order_index, prompt_id) VALUES ('x', 1, ?)",
                "INSERT INTO variables (name, prompt_id) VALUES ('x', ?)",
                "UPDATE modules SET prompt_id = ?",
                "UPDATE variables SET prompt_id = ?")) {
            assertThat(SqlState.of(() -> handle.execute(write, prompt)))
                    .as(write)
                    .isEqualTo(SqlState.REFUSED);
        }
        for (String write : List.of(
                "INSERT INTO module_options (content, module_id) VALUES ('x', ?)",
                "UPDATE module_options SET module_id = ?")) {
            assertThat(SqlState.of(() -> handle.execute(write, module)))
                    .as(write)
                    .isEqualTo(SqlState.REFUSED);
        }
        Map.of("modules", prompt, "variables", prompt, "module_options", module).forEach((table, parent) -> {
            String these = " WHERE " + (table.equals("module_options") ? "module_id" : "prompt_id") + " = ?";
            assertThat(count(handle, table + these, parent)).isZero();
            assertThat(handle.execute("UPDATE " + table + " SET deleted_at = now()" + these, parent))
                    .isZero();
            assertThat(handle.execute("DELETE FROM " + table + these, parent)).isZero();
        });
    }

    @Test
    void p04APromptDoesNotGoIntoTheFolderOfAnother() {
        UUID theirs = id(root, "SELECT id FROM folders WHERE user_id = ?", OTHER);
        for (Handle handle : List.of(installed.as(ONE), root)) {
            assertThat(SqlState.of(
                            () -> handle.execute("UPDATE prompts SET folder_id = ? WHERE user_id = ?", theirs, ONE)))
                    .isEqualTo(SqlState.FOREIGN_KEY);
        }
        UUID prompt = id(root, "SELECT id FROM prompts WHERE user_id = ?", OTHER);
        assertThat(SqlState.of(() -> installed
                        .as(ONE)
                        .execute(
                                "INSERT INTO usage_tracking (user_id, prompt_id, action) VALUES (?, ?, 'run')",
                                ONE,
                                prompt)))
                .isEqualTo(SqlState.FOREIGN_KEY);
    }

    @Test
    void p05ANameIsFreeAgainOnceItsFolderIsDeletedSoftly() {
        Handle handle = installed.as(ONE);
        for (int round = 0; round < 3; round++) {
            assertThat(SqlState.of(() -> folder(handle, ONE, "drafts"))).isEqualTo(SqlState.UNIQUE);
            assertThat(handle.execute(
                            "UPDATE folders SET deleted_at = now() WHERE name = 'drafts' AND deleted_at IS NULL"))
                    .isEqualTo(1);
            folder(handle, ONE, "drafts");
        }
        assertThat(SqlState.of(() -> handle.execute("UPDATE folders SET deleted_at = NULL")))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(count(installed.as(OTHER), "folders WHERE name = 'drafts'")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM folders", "UPDATE folders SET deleted_at = now()"})
    void p06AFolderLetsItsPromptsGo(String deletion) {
        Handle handle = installed.as(ONE);
        assertThat(handle.execute(deletion)).isEqualTo(1);
        assertThat(count("prompts WHERE user_id = ? AND folder_id IS NULL AND deleted_at IS NULL", ONE))
                .isEqualTo(1);
        assertThat(count("prompts WHERE user_id = ? AND folder_id IS NOT NULL", OTHER))
                .isEqualTo(1);
    }

    @Test
    void p07APromptTakesItsPiecesAndLeavesItsEvents() {
        installed.as(ONE).execute("DELETE FROM prompts");
        for (String table : List.of("modules", "module_options", "variables")) {
            assertThat(count(table)).as(table).isEqualTo(1);
        }
        assertThat(count("usage_tracking WHERE user_id = ? AND prompt_id IS NULL", ONE))
                .isEqualTo(1);
    }

    @Test
    void p07AUserTakesTheirRowsAndLeavesThoseOfOthers() {
        root.execute("UPDATE folders SET updated_by = ?", ONE);
        root.execute("SELECT set_config('app.current_user_id', ?, false)", ONE.toString());
        root.execute("DELETE FROM auth_users WHERE id = ?", ONE);
        for (String table : TABLES) {
            assertThat(count(table)).as(table).isEqualTo(1);
        }
        assertThat(count("folders WHERE user_id = ? AND updated_by IS NULL AND created_by = ?", OTHER, OTHER))
                .isEqualTo(1);
    }

    @Test
    void p08UpdatedAtMovesAndCreatedAtStays() {
        root.execute("SET session_replication_role TO replica");
        TABLES.forEach(
                table -> root.execute("UPDATE " + table + " SET created_at = '2020-01-01', updated_at = '2020-01-01'"));
        root.execute("SET session_replication_role TO origin");
        Handle handle = installed.as(ONE);
        for (String table : TABLES) {
            handle.execute("UPDATE " + table + " SET updated_at = '2019-01-01'");
            assertThat(count(
                            handle,
                            table + " WHERE updated_at > now() - interval '1 hour' AND created_at = '2020-01-01'"))
                    .as(table)
                    .isEqualTo(1);
        }
    }

    @Test
    void p09AuthorsAreFilledInAndCannotBeForged() {
        Handle handle = installed.as(ONE);
        handle.execute(
                "INSERT INTO folders (user_id, name, created_by, updated_by) VALUES (?, 'forged', ?, ?)",
                ONE,
                OTHER,
                OTHER);
        handle.execute("UPDATE folders SET created_by = ?, updated_by = ?", OTHER, OTHER);
        handle.execute("UPDATE folders SET created_by = NULL, updated_by = NULL WHERE name = 'forged'");
        assertThat(count(handle, "folders WHERE created_by = ? AND updated_by = ?", ONE, ONE))
                .isEqualTo(2);
        for (String table : TABLES) {
            handle.execute("UPDATE " + table + " SET deleted_at = now()");
            assertThat(count(handle, table + " WHERE updated_by IS DISTINCT FROM ?", ONE))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void p10RowsAreBornAlive() {
        for (String table : TABLES) {
            assertThat(count(table + " WHERE deleted_at IS NOT NULL")).as(table).isZero();
            assertThat(text(
                            root,
                            "SELECT is_nullable FROM information_schema.columns WHERE table_schema = current_schema()"
                                    + " AND column_name = 'deleted_at' AND table_name = ?",
                            table))
                    .isEqualTo("YES");
        }
    }

    @ParameterizedTest
    @CsvSource({"module_options, metadata", "variables, config"})
    void p11JsonGoesInAndComesOut(String table, String column) {
        Handle handle = installed.as(ONE);
        handle.execute("UPDATE " + table + " SET " + column + " = ?::jsonb", "{\"choices\": [\"a\", {\"b\": null}]}");
        assertThat(text(handle, "SELECT " + column + " #>> '{choices,0}' FROM " + table))
                .isEqualTo("a");
    }

    @Test
    void p16NoColumnHoldsAKeyInClear() {
        assertThat(
                        texts(
                                root,
                                "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
                                        + " AND table_name = 'encrypted_api_keys' AND column_name ~ 'key|secret|token|value|plain'"))
                .containsExactly("encrypted_key");
    }

    @Test
    void p17TypesNameEveryColumnOfTheSevenTablesAndWhetherItCanBeNull() {
        String types = TypeScript.of(
                Dictionary.read(installed.database().dataSource(), "promptpal").orElseThrow());
        for (String table : TABLES) {
            Matcher row = Pattern.compile("\n {6}" + table + ": \\{\n {8}Row: \\{\n(.*?)\n {8}}", Pattern.DOTALL)
                    .matcher(types);
            assertThat(row.find()).as(table).isTrue();
            List<String> columns = row.group(1)
                    .lines()
                    .map(line -> line.strip().replaceFirst(":.*?( \\| null)?$", "$1"))
                    .toList();
            assertThat(columns)
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(texts(
                            root,
                            "SELECT column_name || CASE is_nullable WHEN 'YES' THEN ' | null' ELSE '' END"
                                    + " FROM information_schema.columns WHERE table_schema = 'promptpal' AND table_name = ?",
                            table));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "modules, order_index, -1",
        "variables, name, 'no blanks'",
        "variables, name, ''",
        "variables, name, a-b",
        "variables, type, Text",
        "variables, type, ''",
        "folders, name, ' '",
        "prompts, name, ''",
        "module_options, content, ' '",
        "encrypted_api_keys, provider, nobody",
        "usage_tracking, action, ''"
    })
    void p18OddValuesAreRefused(String table, String column, String value) {
        Handle handle = installed.as(ONE);
        assertThat(SqlState.of(() -> handle.execute(
                        "UPDATE " + table + " SET " + column + " = "
                                + (column.equals("order_index") ? "?::integer" : "?"),
                        value)))
                .isEqualTo(SqlState.CHECK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "number", "date", "select", "multiline"})
    void p18EveryListedTypeIsAccepted(String type) {
        assertThat(installed.as(ONE).execute("UPDATE variables SET type = ?", type))
                .isEqualTo(1);
    }

    private static void folder(Handle handle, UUID user, String name) {
        handle.execute("INSERT INTO folders (user_id, name) VALUES (?, ?)", user, name);
    }
}
