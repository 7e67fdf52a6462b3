package org.schemuse.importer.mud.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;

/**
 * What locks mean, judged by TinyMUSE 2.0: the verdicts in {@code server/locks.tsv} are the running server's, and how they
 * were obtained is told in the README beside them. Each lock is the Lock of an exit of {@code server/locks.mdb}, from #21.
 */
class ServerLocksIT extends InstalledWorld {
    private static final Path FOLDER = Path.of("src", "test", "resources", "server");
    private static final int FIRST_EXIT = 21;
    private static final List<String> PLAYERS = List.of("Ann", "Bob", "Nell");

    private final List<Case> cases = new ArrayList<>();

    /** What the server said of one lock. */
    private record Case(int exit, String lock, List<String> verdicts, String atLock, String executed) {}

    @BeforeEach
    void importTheWorldThatTheServerHad() throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve("locks.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            cases.add(new Case(
                    FIRST_EXIT + cases.size(),
                    fields[0],
                    List.of(fields[1], fields[2], fields[3]),
                    fields[4],
                    fields[5]));
        }
        try (DumpSource source = Worlds.source(FOLDER.resolve("locks.mdb"))) {
            new ImportService(Worlds.request(), ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    @Test
    void everyLockLetsPassWhomTheServerLetsPass() {
        LockEvaluator evaluator = new LockEvaluator(sql);
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> exits = new HashMap<>();
        cases.forEach(c -> exits.put(c.lock(), c.exit()));
        for (Case c : cases) {
            // The evaluator has no softcode: it gets what the server's functions made of the text.
            int exit = c.lock().indexOf('[') < 0 ? c.exit() : exits.getOrDefault(c.executed(), -1);
            if (exit >= 0) {
                List<String> verdicts = PLAYERS.stream()
                        .map(player -> evaluator.passes(exit, player) ? "yes" : "no")
                        .toList();
                if (!verdicts.equals(c.verdicts())) {
                    wrong.add("'" + c.lock() + "' of #" + exit + ": expected " + c.verdicts() + ", found " + verdicts);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(200);
    }

    @Test
    void aPlayerHasTheAliasByWhichTheServerFindsHim() {
        assertThat(text("SELECT aliases::text FROM objects WHERE name = 'Nell'"))
                .isEqualTo("{Pilot}");
    }

    @Test
    void everyLockHasATree() {
        assertThat(count("SELECT count(*) FROM attributes WHERE name = 'Lock' AND value -> 'lock' IS NULL"))
                .isZero();
        assertThat(text(
                        "SELECT value -> 'lock' FROM attributes a JOIN legacy_objects l USING (object_id) WHERE value ->> 'text' ="
                                + " '#6&(!*Nell|sex:f*)'"))
                .contains("{\"not\": {\"object\": {\"name\": \"*Nell\"}}}")
                .contains("{\"pattern\": \"f*\", \"attribute\": \"sex\"}");
    }

    @Test
    void aLockIsFaultyWhereTheServerRefusesIt() throws Exception {
        Map<String, FindingCode> found = new HashMap<>();
        for (Finding finding : Worlds.inspect(FOLDER.resolve("locks.mdb")).findings()) {
            if (finding.code() == FindingCode.BAD_LOCK) {
                found.put(finding.subject(), finding.code());
            }
        }
        for (Case c : cases) {
            assertThat(found.containsKey("#" + c.exit()))
                    .as("'%s', which @lock %s", c.lock(), c.atLock())
                    .isEqualTo(c.atLock().equals("refused"));
        }
    }
}
