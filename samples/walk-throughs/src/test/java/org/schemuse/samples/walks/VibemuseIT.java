package org.schemuse.samples.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A world with a plaza. Ana builds a lamp in it, Bo looks at it, and Cy comes later. */
class VibemuseIT {
    private static final String PLAZA = "(SELECT id FROM objects WHERE name = 'Central Plaza')";

    private Installation world;
    private SignedIn signedIn;
    private UUID ana;
    private UUID bo;
    private UUID cy;

    @BeforeEach
    void begin() throws Exception {
        world = new Installation("vibemuse");
        signedIn = new SignedIn(world.application());
        String plaza = Files.readString(Path.of("..", "starter-world.sql"));
        world.administrator().useHandle(handle -> handle.createScript(plaza).execute());
        ana = citizen("ana", "Central Plaza");
        bo = citizen("bo", "Central Plaza");
        cy = citizen("cy", "The Void");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void everybodySeesTheWorldAndOwnersChangeIt() {
        signedIn.as(
                ana,
                handle -> handle.execute(
                        "INSERT INTO objects (name, object_type, owner_id, location_id) SELECT 'lamp', 'thing', ?, id FROM objects"
                                + " WHERE name = 'Central Plaza'",
                        ana));
        List<String> things = signedIn.as(
                bo,
                handle -> handle.select("SELECT name FROM objects WHERE object_type = 'thing'")
                        .mapTo(String.class)
                        .list());
        assertThat(things).containsExactly("lamp");
        int changed =
                signedIn.as(bo, handle -> handle.execute("UPDATE objects SET name = 'my lamp' WHERE name = 'lamp'"));
        assertThat(changed).isZero();
        assertThatThrownBy(() -> signedIn.as(
                        bo,
                        handle -> handle.execute(
                                "INSERT INTO objects (name, object_type, owner_id) VALUES ('gift', 'thing', ?)", ana)))
                .hasMessageContaining("violates row-level security policy");
    }

    @Test
    void whatIsSaidInARoomIsHeardByThoseWhoAreThere() {
        say(ana, "Let there be light.");
        assertThat(heardBy(bo)).containsExactly("Let there be light.");
        assertThat(heardBy(cy)).isEmpty();
        assertThatThrownBy(() -> say(cy, "Hello?")).hasMessageContaining("violates row-level security policy");
        // The exit Out leads from The Void to the plaza. No exit leads back.
        signedIn.as(cy, handle -> handle.execute("UPDATE users SET current_location = " + PLAZA));
        assertThat(heardBy(cy)).as("said before the arrival").isEmpty();
        say(ana, "Welcome.");
        assertThat(heardBy(cy)).containsExactly("Welcome.");
        assertThatThrownBy(() -> signedIn.as(
                        cy,
                        handle -> handle.execute(
                                "UPDATE users SET current_location = o.id FROM objects o WHERE o.name = 'The Void'")))
                .hasMessageContaining("no way leads");
    }

    private void say(UUID user, String words) {
        signedIn.as(
                user,
                handle -> handle.execute(
                        "INSERT INTO messages (sender_id, room_id, message_type, content) VALUES (?, " + PLAZA
                                + ", 'say', ?)",
                        user,
                        words));
    }

    @Test
    void theTrailKnowsWhoDidWhatAndWhoForgetsToSignInSeesNothingOfUsers() {
        signedIn.as(ana, handle -> handle.execute("UPDATE users SET profile = '{\"pronoun\": \"she\"}'"));
        world.administrator()
                .useHandle(handle -> assertThat(handle.select(
                                        "SELECT action || ' of ' || table_name FROM audit_logs WHERE changed_by = ?",
                                        ana)
                                .mapTo(String.class)
                                .list())
                        .containsExactly("UPDATE of users"));
        world.application()
                .useHandle(handle -> assertThat(handle.select("SELECT count(*) FROM users")
                                .mapTo(int.class)
                                .one())
                        .isZero());
    }

    private List<String> heardBy(UUID user) {
        return signedIn.as(
                user,
                handle -> handle.select("SELECT content FROM messages")
                        .mapTo(String.class)
                        .list());
    }

    /** Accounts are opened by who runs the world. */
    private UUID citizen(String name, String room) {
        return world.administrator()
                .withHandle(handle -> handle.select(
                                "INSERT INTO users (username, password_hash, user_class, current_location)"
                                        + " SELECT ?, 'made by the application', 'citizen', id FROM objects WHERE name = ? RETURNING id",
                                name,
                                room)
                        .mapTo(UUID.class)
                        .one());
    }
}
