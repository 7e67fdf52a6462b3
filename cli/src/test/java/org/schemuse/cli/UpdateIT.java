package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** A newer dump, from the command line: what it did, which run it was, and the way back. */
class UpdateIT {
    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void create() {
        database = Prepared.harbour();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Ran run(String... args) {
        return Ran.here(folder, Connecting.to(database), args);
    }

    private String newer() throws IOException {
        String dump = Files.readString(Prepared.HARBOUR, StandardCharsets.ISO_8859_1);
        return Files.writeString(
                        folder.resolve("newer.mdb"),
                        dump.replace("A ketch with patched brown sails.", "A ketch with new sails.")
                                .replace(">0\n9\nherring\n", ""),
                        StandardCharsets.ISO_8859_1)
                .toString();
    }

    @Test
    void anUpdateIsOneRunThatIsCountedListedExportedAndUndone() throws Exception {
        String newer = newer();

        Ran updated = run("import", newer, "--update", "--remove-vanished", "--passwords", "keep", "--json");

        assertThat(updated.exitCode()).isZero();
        JsonNode report = new ObjectMapper().readTree(updated.out());
        assertThat(report.at("/changes/objects/changedCount").asInt()).isEqualTo(1);
        assertThat(report.at("/changes/attributes/removedCount").asInt()).isEqualTo(1);
        assertThat(report.at("/conflicts")).isEmpty();
        assertThat(run("imports").out()).contains("newer.mdb").contains("updates import 1");
        assertThat(run("verify-import").exitCode()).isZero();
        String out = folder.resolve("out.mdb").toString();
        assertThat(run("export", "-o", out).exitCode()).isZero();
        assertThat(Path.of(out)).hasSameBinaryContentAs(Path.of(newer));
        assertThat(run("undo", "1", "--yes").out()).as("with the update").startsWith("Undid import 1 of harbour.mdb");
        assertThat(run("undo", "2", "--yes").exitCode()).as("which is no more").isEqualTo(2);
    }

    @Test
    void anUpdateIsTakenBackByItself() throws Exception {
        assertThat(run("import", newer(), "--update", "--passwords", "keep").out())
                .contains("Brought schema vibemuse of")
                .contains("of it removed");

        Ran undone = run("undo", "2", "--yes");

        assertThat(undone.err()).isEmpty();
        assertThat(undone.out()).startsWith("Undid import 2 of newer.mdb");
        String out = folder.resolve("out.mdb").toString();
        assertThat(run("export", "-o", out).exitCode()).isZero();
        assertThat(Path.of(out)).hasSameBinaryContentAs(Prepared.HARBOUR);
    }

    @Test
    void whatBothSidesChangedIsAFinding() throws Exception {
        database.execute("UPDATE vibemuse.objects SET description = 'A wreck.' WHERE name = 'The Kittiwake'");

        Ran updated = run("import", newer(), "--update");

        assertThat(updated.exitCode()).isEqualTo(1);
        assertThat(updated.out()).contains("Changed here and in the dump:").contains(": description");
    }

    @Test
    void anUpdateOfNothingIsRefused() throws Exception {
        assertThat(run("import", newer(), "--remove-vanished").exitCode()).isEqualTo(2);
        try (TestDatabase empty = TestDatabase.empty()) {
            Ran refused = Ran.here(folder, Connecting.to(empty), "import", newer(), "--update", "--quiet");

            assertThat(refused.exitCode()).isEqualTo(4);
            assertThat(refused.err()).contains("holds no imported world").hasLineCount(1);
        }
    }

    @Test
    void anExportOfAWorldThatWasChangedNeverClaimsToBeAllOfIt() throws Exception {
        String out = folder.resolve("out.mdb").toString();
        assertThat(run("export", "-o", out).exitCode()).isZero();
        database.execute("UPDATE vibemuse.objects SET name = 'Old Kittiwake' WHERE name = 'The Kittiwake'");

        Ran exported = run("export", "-o", out);

        assertThat(exported.exitCode()).isEqualTo(1);
        assertThat(exported.out())
                .contains("NOT in the file: 1 local change.")
                .contains("#4 Old Kittiwake, name: changed from 'The Kittiwake' to 'Old Kittiwake'")
                .doesNotContain("byte for byte");
        JsonNode report =
                new ObjectMapper().readTree(run("export", "-o", out, "--json").out());
        assertThat(report.at("/localChanges/0/dbref").asInt()).isEqualTo(4);
        Ran verified = run("verify-import");
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).contains("Not wrong, changed locally since the import: 1 change");
    }

    @Test
    void anUpdateNamesThePlayersItLocksAndListsWhatItChanged() throws Exception {
        String dump = Files.readString(Prepared.HARBOUR, StandardCharsets.ISO_8859_1);
        Path without = folder.resolve("without.mdb");
        Files.writeString(without, dump.replaceAll("(?s)&2\n.*?(?=&3\n)", ""), StandardCharsets.ISO_8859_1);

        Ran updated = run("import", without.toString(), "--update");

        assertThat(updated.out())
                .contains("Players who are no longer in the dump, locked by this update: 1")
                .contains("  Mira")
                .contains("Mira, account: locked");
        assertThat(run("verify-import").exitCode()).isZero();
        Path other = folder.resolve("other.mdb");
        assertThat(run("generate", "--objects", "100", "-o", other.toString()).exitCode())
                .isZero();
        Ran refused = run("import", other.toString(), "--update", "--quiet");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("--allow-other-world").hasLineCount(1);
    }
}
