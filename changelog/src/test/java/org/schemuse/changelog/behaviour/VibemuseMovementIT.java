package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Where a session can put its user, and what it can change so that a way leads there. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibemuseMovementIT extends VibemuseBehaviour {
    private static final String GO = "UPDATE users SET current_location = ?";

    private Handle asBob;
    private UUID body;
    private UUID street;
    private UUID vault;

    /** Bob is in the street. The vault is somebody else's; nothing leads there. */
    @BeforeEach
    void settle() {
        asBob = installed.as(bob);
        body = object("player", "Bob", bob);
        street = object("room", "street", admin);
        vault = object("room", "vault", admin);
        root.execute("UPDATE users SET object_id = ?, current_location = ? WHERE id = ?", body, street, bob);
    }

    private UUID exit(UUID from, UUID to, UUID owner) {
        UUID exit = object("exit", "door", owner);
        root.execute("UPDATE objects SET location_id = ?, destination_id = ? WHERE id = ?", from, to, exit);
        return exit;
    }

    private void assertOutOfReach(String why, UUID place) {
        assertThat(SqlState.of(() -> asBob.execute(GO, place))).as(why).isEqualTo(SqlState.REFUSED);
    }

    @Test
    void thereIsNoWayToWhereNoWayLeads() {
        assertOutOfReach("no way", vault);
        exit(vault, vault, admin);
        assertOutOfReach("an exit from elsewhere", vault);
        UUID thing = object("thing", "trapdoor", admin);
        root.execute("UPDATE objects SET location_id = ?, destination_id = ? WHERE id = ?", street, vault, thing);
        assertOutOfReach("no exit", vault);
        assertThat(asBob.execute("UPDATE users SET current_location = NULL")).isEqualTo(1);
        exit(street, vault, admin);
        assertOutOfReach("an exit from where he was", vault);
    }

    @Test
    void anExitLeadsThroughUnlessItIsLocked() {
        UUID door = exit(street, vault, admin);
        // Hidden from him, all the same.
        root.execute(
                "INSERT INTO attributes (object_id, name, value, flags) VALUES (?, 'Lock', '\"x\"', '{dark}')", door);
        assertOutOfReach("a lock", vault);
        root.execute("UPDATE objects SET owner_id = ? WHERE id = ?", bob, door);
        assertThat(asBob.execute(GO, vault)).as("his own door").isEqualTo(1);
        root.execute(GO + " WHERE id = ?", street, bob);
        root.execute("UPDATE objects SET owner_id = ? WHERE id = ?", admin, door);
        root.execute("DELETE FROM attributes");
        assertThat(asBob.execute(GO, vault)).isEqualTo(1);
    }

    @Test
    void homeOwnObjectsAndOpenRoomsArePlacesToGo() {
        UUID shed = object("room", "shed", bob);
        assertThat(asBob.execute(GO, shed)).isEqualTo(1);
        root.execute("UPDATE objects SET home_id = ? WHERE id = ?", street, body);
        assertThat(asBob.execute(GO, street)).as("home").isEqualTo(1);
        root.execute("UPDATE objects SET flags = '{JUMP_OK}' WHERE id = ?", vault);
        assertThat(asBob.execute(GO, vault)).as("JUMP_OK").isEqualTo(1);
    }

    @Test
    void theTeleportPowerAndAdminsGoAnywhere() {
        assertThat(SqlState.of(() -> installed.as(builder).execute(GO, vault)))
                .as("a builder has no such power by class")
                .isEqualTo(SqlState.REFUSED);
        assertThat(installed.as(admin).execute(GO, vault)).isEqualTo(1);
        root.execute("INSERT INTO power_grants (user_id, power) VALUES (?, 'Teleport')", bob);
        assertThat(asBob.execute(GO, vault)).isEqualTo(1);
    }

    /** Foreign keys and the game itself are not held back. */
    @Test
    void aRoomThatGoesTakesNobodyWithIt() {
        UUID shed = object("room", "shed", bob);
        root.execute(GO + " WHERE id = ?", shed, alice);
        assertThat(asBob.execute("DELETE FROM objects WHERE id = ?", shed)).isEqualTo(1);
        assertThat(count("users WHERE id = ? AND current_location IS NULL", alice))
                .isEqualTo(1);
    }

    @Test
    void nobodyLinksToWhatIsNotTheirs() {
        for (UUID user : List.of(bob, builder)) {
            Handle handle = installed.as(user);
            UUID own = object("room", "cellar", user);
            for (String column : List.of("destination_id", "home_id")) {
                String insert = "INSERT INTO objects (name, object_type, owner_id, location_id, " + column
                        + ") VALUES ('hatch', 'exit', ?, ?, ?)";
                assertThat(SqlState.of(() -> handle.execute(insert, user, street, vault)))
                        .as(column)
                        .isEqualTo(SqlState.REFUSED);
                assertThat(handle.execute(insert, user, street, own)).isEqualTo(1);
                String update = "UPDATE objects SET " + column + " = ? WHERE name = 'hatch' AND owner_id = ?";
                assertThat(SqlState.of(() -> handle.execute(update, vault, user)))
                        .as(column)
                        .isEqualTo(SqlState.REFUSED);
                root.execute("UPDATE objects SET flags = '{LINK_OK}' WHERE id = ?", vault);
                assertThat(handle.execute(update, vault, user)).isPositive();
                root.execute("UPDATE objects SET flags = '{}' WHERE id = ?", vault);
                root.execute("DELETE FROM objects WHERE name = 'hatch'");
            }
        }
        assertThat(SqlState.of(() -> asBob.execute("UPDATE objects SET home_id = ? WHERE id = ?", vault, body)))
                .as("and then home")
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void aBuilderDoesNotMoveTheDoorsOfOthers() {
        UUID door = exit(vault, vault, admin);
        Handle asBea = installed.as(builder);
        String move = "UPDATE objects SET location_id = ? WHERE id = ?";
        assertThat(SqlState.of(() -> asBea.execute(move, street, door))).isEqualTo(SqlState.REFUSED);
        assertThat(asBea.execute(move, street, object("thing", "crate", admin))).isEqualTo(1);
        assertThat(installed.as(admin).execute(move, street, door)).isEqualTo(1);
    }
}
