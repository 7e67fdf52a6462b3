package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** promptpal as clients use it, and as one would who means ill. */
@ParameterizedClass
@EnumSource(Installer.class)
class PromptpalClientsIT extends CatalogBehaviour {
    @Override
    CatalogRows rows() {
        return new PromptpalTenancy();
    }

    @Test
    void p05ClientsUpsertOnTheKeyTheSeedNames() {
        Handle handle = installed.as(ONE);
        String folder = "INSERT INTO folders (user_id, name, created_at) VALUES (?, 'drafts', '2020-01-01')"
                + " ON CONFLICT (user_id, name, deleted_at) DO UPDATE SET created_at = excluded.created_at";
        handle.execute(folder, ONE);
        assertThat(count(handle, "folders WHERE created_at = '2020-01-01'")).isEqualTo(1);
        assertThat(count(handle, "folders")).isEqualTo(1);
        handle.execute("UPDATE folders SET deleted_at = now()");
        handle.execute(folder, ONE);
        assertThat(count(handle, "folders")).isEqualTo(2);
        UUID prompt = id(handle, "SELECT id FROM prompts");
        handle.execute(
                "INSERT INTO variables (prompt_id, name, type) VALUES (?, 'name', 'date')"
                        + " ON CONFLICT (prompt_id, name, deleted_at) DO UPDATE SET type = excluded.type",
                prompt);
        assertThat(texts(handle, "SELECT type FROM variables")).containsExactly("date");
        handle.execute("UPDATE variables SET deleted_at = now()");
        handle.execute("INSERT INTO variables (prompt_id, name) VALUES (?, 'name')", prompt);
    }

    @Test
    void p06APromptDoesNotGoIntoAFolderThatIsDeletedSoftly() {
        Handle handle = installed.as(ONE);
        handle.execute("UPDATE folders SET deleted_at = now()");
        handle.execute("UPDATE prompts SET folder_id = (SELECT id FROM folders)");
        handle.execute("INSERT INTO prompts (user_id, name, folder_id) SELECT user_id, 'new', id FROM folders");
        assertThat(count(handle, "prompts WHERE folder_id IS NULL")).isEqualTo(2);
        handle.execute("UPDATE folders SET deleted_at = NULL");
        handle.execute("UPDATE prompts SET folder_id = (SELECT id FROM folders)");
        assertThat(count(handle, "prompts WHERE folder_id IS NOT NULL")).isEqualTo(2);
    }

    /** Within a trigger the depth of triggers is what it is when a foreign key acts. */
    @Test
    void p09AuthorsCannotBeForgedThroughATriggerOfATemporaryTable() {
        Handle handle = installed.as(ONE);
        for (String authors : List.of(
                "created_by = '" + OTHER + "', updated_by = '" + OTHER + "'",
                "created_by = NULL, updated_by = NULL",
                "created_by = NULL",
                "updated_by = NULL")) {
            handle.execute("CREATE TEMP TABLE lever (n integer)");
            handle.execute("CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                    + " UPDATE promptpal.folders SET " + authors + "; RETURN NEW; END $$");
            handle.execute("CREATE TRIGGER forge AFTER INSERT ON lever FOR EACH ROW EXECUTE FUNCTION pg_temp.forge()");
            handle.execute("INSERT INTO lever VALUES (1)");
            assertThat(count(handle, "folders WHERE created_by = ? AND updated_by = ?", ONE, ONE))
                    .as(authors)
                    .isEqualTo(1);
            handle.execute("DROP TABLE lever; DROP FUNCTION pg_temp.forge()");
        }
        handle.execute("CREATE TEMP TABLE lever (n integer)");
        handle.execute("CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " INSERT INTO promptpal.folders (user_id, name, created_by) VALUES ('" + ONE + "', 'forged', '"
                + OTHER
                + "'); RETURN NEW; END $$");
        handle.execute("CREATE TRIGGER forge AFTER INSERT ON lever FOR EACH ROW EXECUTE FUNCTION pg_temp.forge()");
        handle.execute("INSERT INTO lever VALUES (1)");
        assertThat(count(handle, "folders WHERE name = 'forged' AND created_by = ?", ONE))
                .isEqualTo(1);
        handle.execute("DROP TABLE lever; DROP FUNCTION pg_temp.forge()");
    }
}
