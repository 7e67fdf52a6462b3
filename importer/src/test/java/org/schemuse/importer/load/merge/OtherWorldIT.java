package org.schemuse.importer.load.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.UpdatedWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.mud.update.UpdateRules;

/** An update takes later dumps of the same world, and no dump of another one unless it is told to. */
class OtherWorldIT extends UpdatedWorld {
    private static final UpdateRules FORCED = new UpdateRules(false, false, true, true, UpdateRules.KEPT_UPDATES);

    private Path generated(long seed) throws Exception {
        Path dump = folder.resolve("generated-" + seed + ".mdb");
        try (var file = Files.newOutputStream(dump)) {
            GenerateService.generate(300, seed, file);
        }
        return dump;
    }

    /** Renames the first objects of a dump and gives them later creation dates, as when their numbers are used again. */
    private Path recycled(int objects) throws Exception {
        String[] lines =
                Files.readString(Worlds.harbour(), StandardCharsets.ISO_8859_1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].matches("&[0-9]+") && Integer.parseInt(lines[i].substring(1)) < objects) {
                lines[i + 1] = "Another thing " + i;
                lines[i + 11] = "990000000";
            }
        }
        return Worlds.write(folder, String.join("\n", lines));
    }

    @Test
    void aDumpOfAnotherWorldIsRefusedAndChangesNothing() throws Exception {
        imported();

        assertThatThrownBy(() -> updated(generated(1), USUAL))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("expected at least half of 14 objects")
                .hasMessageContaining("found 0;")
                .hasMessageContaining("--allow-other-world; nothing was changed");
        assertThat(rows("import_runs")).isEqualTo(1);
        assertThat(rows("objects")).isEqualTo(13);
        updated(generated(1), FORCED).close();
        assertThat(rows("import_runs WHERE state = 'finished'")).isEqualTo(2);
    }

    @Test
    void twoGeneratedWorldsAreTwoWorlds() throws Exception {
        imported(generated(1));

        assertThatThrownBy(() -> updated(generated(2), USUAL)).isInstanceOf(UnusableDumpException.class);
    }

    @Test
    void aWorldThatHasAgedIsTheSameUntilMostNumbersAreRecycled() throws Exception {
        imported();

        updated(recycled(6), USUAL).close();
        updated(Worlds.write(folder, Files.readString(Worlds.harbour(), StandardCharsets.ISO_8859_1)), USUAL)
                .close();
        assertThatThrownBy(() -> updated(recycled(9), USUAL)).isInstanceOf(UnusableDumpException.class);
    }

    @Test
    void theDumpThatTheServerShipsIsNotTheSampleWorld() throws Exception {
        if (Worlds.shipped().isPresent()) {
            imported();
            assertThatThrownBy(() -> updated(Worlds.shipped().get(), USUAL)).isInstanceOf(UnusableDumpException.class);
        }
    }
}
