package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/**
 * What a trigger promises holds also when two sessions act at once: in both orders, and at both levels of isolation at
 * which sessions do not see each other. {@link Race} lists what is tried.
 */
@ParameterizedClass
@MethodSource("catalogs")
class TwoSessionsIT {
    /** A trigger cannot see what another session has committed, so nobody gets through: not at READ COMMITTED, which sees it. */
    private static final String UNDECIDABLE = "25000";

    private static final String REPEATABLE_READ = "REPEATABLE READ";

    /** What the later session may be refused with: it breaks a promise, or it has to try again. */
    private static final Set<String> REFUSALS = Set.of("23503", "23505", "23514", "40001", "40P01", "42501", "55000");

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @Parameter
    CatalogRows catalog;

    static List<CatalogRows> catalogs() {
        return CatalogRows.all();
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    /** A trigger that is added later is tried too, or says why not. */
    @Test
    void everyTriggerIsTriedOrLooksAtItsOwnRowOnly() {
        try (InstalledCatalog installed = InstalledCatalog.of(catalog, Installer.SUPERUSER)) {
            Set<String> live = new TreeSet<>(texts(
                    installed.root(),
                    "SELECT DISTINCT p.proname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                            + " JOIN pg_class c ON c.oid = t.tgrelid"
                            + " WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal"));
            Set<String> known = new TreeSet<>(Race.ALONE.getOrDefault(catalog.catalog(), Set.of()));
            Race.of(catalog.catalog()).forEach(race -> known.addAll(race.functions()));
            assertThat(live).isEqualTo(known);
        }
    }

    @TestFactory
    Stream<DynamicTest> whatATriggerPromisesHoldsWhenTwoSessionsActAtOnce() {
        return Race.of(catalog.catalog()).stream()
                .flatMap(race -> Stream.of(race, race.swapped())
                        .flatMap(one -> Stream.of("READ COMMITTED", REPEATABLE_READ)
                                .map(level ->
                                        dynamicTest(one.name() + ", " + level, () -> assertKept(one, level, true)))));
    }

    /** Without triggers each promise is broken, by one order at least: the questions that are asked have an answer. */
    @TestFactory
    Stream<DynamicTest> withoutTriggersThePromiseIsBroken() {
        return Race.of(catalog.catalog()).stream()
                .filter(race -> !race.equals(Race.KEPT_BY_A_KEY))
                .map(race -> dynamicTest(race.name(), () -> {
                    List<String> broken = new ArrayList<>(violations(race, "READ COMMITTED", false));
                    broken.addAll(violations(race.swapped(), "READ COMMITTED", false));
                    assertThat(broken).isNotEmpty();
                }));
    }

    private void assertKept(Race race, String level, boolean triggers) throws Exception {
        assertThat(violations(race, level, triggers)).as(race.name()).isEmpty();
    }

    private List<String> violations(Race race, String level, boolean triggers) throws Exception {
        try (InstalledCatalog installed = InstalledCatalog.filled(catalog, Installer.SUPERUSER)) {
            Handle root = installed.root();
            race.before().forEach(root::execute);
            if (!triggers) {
                texts(
                                root,
                                "SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) FROM pg_trigger t"
                                        + " JOIN pg_class c ON c.oid = t.tgrelid"
                                        + " WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal"
                                        + " AND tgname <> 'witness' AND NOT relispartition")
                        .forEach(root::execute);
            }
            List<String> refusals = run(race, level, installed, root);
            if (triggers) {
                if (level.equals(REPEATABLE_READ) && refusals.remove(UNDECIDABLE)) {
                    refusals.remove(UNDECIDABLE);
                } else {
                    assertThat(refusals).as("one session at least gets through").hasSizeLessThan(2);
                }
                assertThat(refusals).isSubsetOf(REFUSALS);
            }
            return texts(root, race.violations());
        }
    }

    /** Both sessions look first; then one acts, the other acts and commits or waits, and the first commits. */
    private static List<String> run(Race race, String level, InstalledCatalog installed, Handle root) throws Exception {
        Handle early = race.first().session(installed);
        Handle late = race.second().session(installed);
        int waiting = late.select("SELECT pg_backend_pid()").mapTo(int.class).one();
        for (Handle handle : List.of(early, late)) {
            handle.execute("BEGIN ISOLATION LEVEL " + level);
            handle.execute("SELECT count(*) FROM pg_class");
        }
        List<String> refusals = new ArrayList<>();
        boolean acted = succeeds(refusals, early, race.first().statements());
        Future<?> other = THREADS.submit(() -> {
            if (succeeds(refusals, late, race.second().statements())) {
                succeeds(refusals, late, List.of("COMMIT"));
            }
        });
        awaitDoneOrLocked(other, root, waiting);
        if (acted) {
            succeeds(refusals, early, List.of("COMMIT"));
        }
        other.get(1, TimeUnit.MINUTES);
        return refusals;
    }

    private static boolean succeeds(List<String> refusals, Handle handle, List<String> statements) {
        try {
            statements.forEach(handle::execute);
            return true;
        } catch (JdbiException e) {
            synchronized (refusals) {
                refusals.add(SqlState.of(() -> {
                    throw e;
                }));
            }
            handle.execute("ROLLBACK");
            return false;
        }
    }

    private static void awaitDoneOrLocked(Future<?> other, Handle root, int pid) throws Exception {
        for (int i = 0; i < 3000; i++) {
            try {
                other.get(20, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                String waits = "SELECT 1 FROM pg_stat_activity WHERE pid = " + pid + " AND wait_event_type = 'Lock'";
                if (!texts(root, waits).isEmpty()) {
                    return;
                }
            }
        }
        throw new AssertionError("the second session neither ends nor waits for a lock");
    }
}
