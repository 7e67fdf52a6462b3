package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;

/** Checks that come from the reference which the seed cites: each can be relaxed by itself, and comes back. */
class PromptpalRelaxedIT {
    @ParameterizedTest
    @CsvSource({
        "any-provider, encrypted_api_keys, provider, 'mistral'",
        "any-variable-name, variables, name, 'two words'",
        "any-variable-type, variables, type, 'colour'",
        "blank-option-text, module_options, content, ' '",
        "any-module-order, modules, order_index, -1",
        "blank-folder-names, folders, name, ''",
        "blank-prompt-names, prompts, name, ''"
    })
    void p18ALabelRelaxesOneCheckAndItsRollbackBringsItBack(String label, String table, String column, String value) {
        try (InstalledCatalog installed = InstalledCatalog.of(new PromptpalTenancy(), Installer.SUPERUSER)) {
            Handle root = installed.root();
            new PromptpalTenancy().fill(root, Tenancy.ONE);
            String update = "UPDATE " + table + " SET " + column + " = '" + value + "'";
            List<String> checks = checks(root);
            assertThat(SqlState.of(() -> root.execute(update))).isEqualTo(SqlState.CHECK);

            Schema schema = installed.schema();
            schema.migrate(MigrationRequest.defaults().with(new ChangesetFilter(Set.of(label), Map.of())));
            assertThat(checks(root)).hasSize(checks.size() - 1);
            assertThat(root.execute(update)).isEqualTo(1);

            assertThatThrownBy(() -> schema.rollback(RollbackRequest.count(1)))
                    .as("a row breaks the check")
                    .isInstanceOf(SchemaRefusedException.class);
            root.execute("DELETE FROM " + table);
            schema.rollback(RollbackRequest.count(1));
            assertThat(checks(root)).isEqualTo(checks);
        }
    }

    @Test
    void p18ThePageNamesEachLabelAtTheCheckItRelaxes() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "catalogs", "promptpal.md"));
        for (String label : List.of(
                "any-provider",
                "any-variable-name",
                "any-variable-type",
                "blank-option-text",
                "any-module-order",
                "blank-folder-names",
                "blank-prompt-names")) {
            assertThat(page)
                    .contains("| `" + label + "` |")
                    .containsPattern("from the reference; label `" + label + "`");
        }
    }

    private static List<String> checks(Handle root) {
        return Attempts.texts(
                root,
                "SELECT conrelid::regclass || ' ' || conname || pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE contype = 'c' AND connamespace = current_schema()::regnamespace ORDER BY 1");
    }
}
