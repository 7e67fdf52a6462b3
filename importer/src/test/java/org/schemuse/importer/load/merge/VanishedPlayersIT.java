package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.RunService;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.mud.update.VanishedPlayers;

/** The account of a player who left the dump is locked, comes back with the player, and an undo unlocks it. */
class VanishedPlayersIT extends UpdatedWorld {
    private static final UpdateRules KEEPING = new UpdateRules(false, false, false, false, UpdateRules.KEPT_UPDATES);

    private static final String ACCOUNT = "SELECT concat_ws('|', password_hash, user_class, powers, (SELECT string_agg("
            + "g.power || ' ' || g.level, ',' ORDER BY g.power) FROM power_grants g WHERE g.user_id = u.id))"
            + " FROM users u WHERE username = 'Mira'";

    private String imports() throws Exception {
        passwords = PasswordMode.UPGRADE;
        imported();
        sql.execute("INSERT INTO sessions (user_id, session_token_hash, expires_at)"
                + " SELECT id, username, now() + interval '1 day' FROM users");
        String account = text(ACCOUNT);
        assertThat(account)
                .startsWith("crypt-XX+$argon2id$")
                .contains("|citizen|")
                .contains("Spoof");
        return account;
    }

    /** The sample world without player #2, by its lines. */
    private Path withoutMira(String... replacements) throws Exception {
        String dump = Files.readString(newer(replacements), StandardCharsets.ISO_8859_1);
        return Worlds.write(folder, dump.replaceAll("(?s)&2\n.*?(?=&3\n)", ""));
    }

    private void assertLocked(String account) {
        String hash = account.substring(0, account.indexOf('|'));
        assertThat(rows("users WHERE username = 'Mira' AND user_class = 'guest' AND powers = '{}' AND password_hash"
                        + " !~ '^([$]argon2id[$]|crypt-XX[+])'"))
                .isEqualTo(1);
        assertThat(rows("power_grants g JOIN users u ON u.id = g.user_id WHERE u.username = 'Mira'"))
                .isZero();
        assertThat(rows("sessions s JOIN users u ON u.id = s.user_id WHERE u.username = 'Mira'"))
                .isZero();
        assertThat(sql.createQuery("SELECT count(*) FROM import_changes WHERE strpos(old_data::text, :hash) > 0")
                        .bind("hash", hash)
                        .mapTo(Long.class)
                        .one())
                .as("hashes in import_changes")
                .isZero();
        assertThat(rows("audit_logs WHERE concat(old_data, new_data) LIKE '%argon2%'"))
                .isZero();
    }

    @Test
    void theAccountIsLockedReportedAndAnUndoUnlocksIt() throws Exception {
        String account = imports();

        try (UpdateReport report = updated(withoutMira(), USUAL)) {
            assertThat(report.vanishedPlayers())
                    .singleElement()
                    .satisfies(player -> assertThat(player.username()).isEqualTo("Mira"))
                    .satisfies(player -> assertThat(player.state()).isEqualTo(VanishedPlayers.State.LOCKED));
        }
        assertLocked(account);
        assertThat(rows("sessions")).as("of the others").isEqualTo(rows("users") - 1);

        new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT).undo("2", false);
        assertThat(text(ACCOUNT)).isEqualTo(account);
    }

    @Test
    void theAccountComesBackWithThePlayerAndTheUndoOfThatLocksItAgain() throws Exception {
        String account = imports();
        sql.execute("UPDATE users SET last_login = now() WHERE username = 'Mira'"); // as every login does
        updated(withoutMira(), USUAL).close();
        String locked = text(ACCOUNT);
        sql.execute("UPDATE users SET profile = '{\"away\": true}' WHERE username = 'Mira'");
        try (UpdateReport again =
                updated(withoutMira("A ketch with patched brown sails.", "A ketch, once more."), USUAL)) {
            assertThat(again.vanishedPlayers())
                    .singleElement()
                    .satisfies(player -> assertThat(player.state()).isEqualTo(VanishedPlayers.State.LOCKED_BEFORE));
        }
        assertThat(text(ACCOUNT)).as("locked once").isEqualTo(locked);

        try (UpdateReport back = updated(newer("A ketch with patched brown sails.", "A ketch."), USUAL)) {
            assertThat(back.vanishedPlayers()).isEmpty();
        }
        assertThat(text(ACCOUNT)).isEqualTo(account);

        new RunService(database.dataSource(), "vibemuse", "test", ImportListener.SILENT).undo("4", false);
        assertLocked(account);
    }

    @Test
    void theAccountIsKeptIfTheUpdateIsToldSo() throws Exception {
        String account = imports();

        try (UpdateReport report = updated(withoutMira(), KEEPING)) {
            assertThat(report.vanishedPlayers())
                    .singleElement()
                    .satisfies(player -> assertThat(player.state()).isEqualTo(VanishedPlayers.State.KEPT));
        }
        assertThat(text(ACCOUNT)).isEqualTo(account);
        try (VerificationReport report =
                new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, null)) {
            assertThat(report.rowDifferences()).isEmpty();
            assertThat(report.vanished()).anyMatch(row -> row.table().equals("users"));
        }
    }

    @Test
    void aPowerThatTheGameTookAwayIsGone() throws Exception {
        imports();

        updated(newer("4/30/y/33/=/0", "4/33/=/0"), USUAL).close();

        assertThat(text(ACCOUNT)).endsWith("|citizen|{Teleport:yes-if-equal}|Teleport yes-if-equal");
    }
}
