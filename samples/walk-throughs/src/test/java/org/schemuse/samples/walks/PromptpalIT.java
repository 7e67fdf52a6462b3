package org.schemuse.samples.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ana keeps a prompt in a folder, with a module that has two wordings. Bo finds his own desk empty. */
class PromptpalIT {
    private static final String FOLDER = "INSERT INTO folders (user_id, name) VALUES (?, 'letters')";

    private Installation desks;
    private SignedIn signedIn;
    private UUID ana;
    private UUID bo;
    private UUID prompt;

    @BeforeEach
    void begin() {
        desks = new Installation("promptpal");
        signedIn = new SignedIn(desks.application());
        ana = user("ana@example.org");
        bo = user("bo@example.org");
        prompt = signedIn.as(ana, handle -> {
            handle.execute(FOLDER, ana);
            UUID made = handle.select(
                            "INSERT INTO prompts (user_id, folder_id, name) SELECT user_id, id, 'thank you' FROM folders RETURNING id")
                    .mapTo(UUID.class)
                    .one();
            handle.execute("INSERT INTO modules (prompt_id, name, order_index) VALUES (?, 'greeting', 0)", made);
            handle.execute("INSERT INTO module_options (module_id, content)"
                    + " SELECT id, wording FROM modules, unnest(ARRAY['Dear', 'Hello']) wording");
            return made;
        });
    }

    @AfterEach
    void end() {
        desks.close();
    }

    /** An option belongs to a module, that to a prompt, and only the prompt says whose it is: the policies ask upwards. */
    @Test
    void whatHangsOnAPromptBelongsToItsUser() {
        assertThat(seenBy(ana, "module_options")).isEqualTo(2);
        for (String table : new String[] {"folders", "prompts", "modules", "module_options"}) {
            assertThat(seenBy(bo, table)).as(table).isZero();
        }
        assertThatThrownBy(() -> signedIn.as(
                        bo,
                        handle -> handle.execute(
                                "INSERT INTO modules (prompt_id, name, order_index) VALUES (?, 'mine', 1)", prompt)))
                .hasMessageContaining("violates row-level security policy");
    }

    @Test
    void authorsAreFilledIn() {
        UUID author = signedIn.as(
                ana,
                handle -> handle.select("SELECT created_by FROM prompts")
                        .mapTo(UUID.class)
                        .one());
        assertThat(author).isEqualTo(ana);
    }

    @Test
    void aFolderThatIsDeletedSoftlyFreesItsNameAndItsPrompts() {
        assertThatThrownBy(() -> signedIn.as(ana, handle -> handle.execute(FOLDER, ana)))
                .hasMessageContaining("folders_user_id_name_deleted_at_key");
        signedIn.as(ana, handle -> handle.execute("UPDATE folders SET deleted_at = now() WHERE name = 'letters'"));
        signedIn.as(ana, handle -> handle.execute(FOLDER, ana));
        assertThat(seenBy(ana, "folders")).isEqualTo(2);
        assertThat(seenBy(ana, "prompts WHERE folder_id IS NULL")).isEqualTo(1);
    }

    private int seenBy(UUID user, String from) {
        return signedIn.as(
                user,
                handle -> handle.select("SELECT count(*) FROM " + from)
                        .mapTo(int.class)
                        .one());
    }

    /** The identity service does this; on a plain server {@code auth_users} stands in for its table. */
    private UUID user(String email) {
        return desks.administrator()
                .withHandle(handle -> handle.select("INSERT INTO auth_users (email) VALUES (?) RETURNING id", email)
                        .mapTo(UUID.class)
                        .one());
    }
}
