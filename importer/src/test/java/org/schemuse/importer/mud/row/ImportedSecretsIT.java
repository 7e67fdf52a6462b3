package org.schemuse.importer.mud.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;

/** What becomes of the passwords of a dump. */
class ImportedSecretsIT extends InstalledWorld {
    private ImportReport importDump(Path dump, PasswordMode passwords) throws Exception {
        return Worlds.importInto(database, dump, new ImportRequest(null, false, false, passwords, 2000, "test"));
    }

    /** What is said of a secret is true: it is either stored, or somebody is told that it is not. */
    @Test
    void aPasswordOnAThingIsStoredOrReportedButNotBoth() throws Exception {
        Path dump = new GoldenFiles("err", ".findings").dump("password-on-a-thing");

        ImportReport kept = importDump(dump, PasswordMode.KEEP);

        assertThat(kept.inspection().findingsByCode()).doesNotContainKey(FindingCode.PASSWORD_NOT_KEPT);
        assertThat(count("SELECT count(*) FROM import_findings WHERE code = 'PASSWORD_NOT_KEPT'"))
                .isZero();
        assertThat(
                        count(
                                "SELECT count(*) FROM legacy_passwords JOIN legacy_objects l USING (dbref) WHERE (l.record ->> 'flags')::int & 15 <> 8"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM users WHERE object_id = (SELECT object_id FROM legacy_objects"
                        + " WHERE dbref = 2)"))
                .as("accounts of the thing")
                .isZero();
    }

    @Test
    void aPasswordOnAThingThatIsNotKeptIsReported() throws Exception {
        Path dump = new GoldenFiles("err", ".findings").dump("password-on-a-thing");

        ImportReport report = importDump(dump, PasswordMode.LOCK);

        assertThat(report.inspection().findingsByCode()).containsEntry(FindingCode.PASSWORD_NOT_KEPT, 1L);
        assertThat(text("SELECT done FROM import_findings WHERE code = 'PASSWORD_NOT_KEPT'"))
                .isEqualTo("stored only with --passwords keep");
        assertThat(count("SELECT count(*) FROM legacy_passwords")).isZero();
    }

    @Test
    void anImportedPlayerCanLogInWithHisOldPassword() throws Exception {
        importDump(Worlds.harbour(), PasswordMode.UPGRADE);

        String plain = text("SELECT password_hash FROM users WHERE username = 'Harbourmaster'");
        String crypted = text("SELECT password_hash FROM users WHERE username = 'Mira'");
        assertThat(plain).startsWith("$argon2id$");
        assertThat(crypted).startsWith(Passwords.CRYPT_PREFIX + "$argon2id$");
        assertThat(Passwords.verify("barnacle", plain)).isTrue();
        assertThat(Passwords.verify("Barnacle", plain)).isFalse();
        assertThat(Passwords.verify("kelp", crypted)).isTrue();
        assertThat(Passwords.verify("kelk", crypted)).isFalse();
    }

    @Test
    void noPasswordIsAnywhereInTheDatabase() throws Exception {
        importDump(Worlds.brokenHarbour(), PasswordMode.LOCK);

        for (String table : texts(
                "SELECT relname::text FROM pg_class WHERE relnamespace = 'vibemuse'::regnamespace AND relkind = 'r'")) {
            assertThat(count("SELECT count(*) FROM " + table
                            + " t WHERE to_jsonb(t)::text ~ 'barnacle|sesame|XX[./0-9A-Za-z]{11}'"))
                    .as(table)
                    .isZero();
        }
        assertThat(count("SELECT count(*) FROM attributes WHERE name ILIKE 'password'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM users WHERE password_hash = '!'"))
                .isEqualTo(4);
    }
}
