package org.schemuse.importer.table.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.judge.JudgedFile.Reject;
import org.schemuse.testsupport.TestDatabase;

/** The judge's verdict about each row against PostgreSQL's, which gets the rows one after the other. */
class JudgeIT {
    private static TestDatabase database;

    private Handle handle;

    @BeforeAll
    static void createTables() throws Exception {
        database = TestDatabase.empty();
        database.execute(OddRows.TABLES);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() {
        handle = Jdbi.create(database.dataSource()).open();
        handle.execute("SET search_path TO \"odd schema\", pg_temp");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private JudgedFile odd(List<@Nullable String[]> rows) {
        return new JudgedFile(handle, "Odd Table", OddRows.COLUMNS, rows);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void rowsWithOneFaultAreRejectedForIt(long seed) {
        Random random = new Random(seed);
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(OddRows.good(100 + i));
            if (i > 0 && random.nextInt(3) == 0) {
                OddRows.spoil(rows.get(i), 100 + random.nextInt(i), random.nextInt(34));
            }
        }

        JudgedFile file = odd(rows);
        Map<Integer, Reject> rejects = file.judged(Judge::judge);

        assertThat(JudgedFile.kinds(rejects)).isEqualTo(JudgedFile.mapped(file.refusedOneByOne(""), JudgedFile::kind));
        assertThat(new HashSet<>(JudgedFile.mapped(rejects, Reject::code).values()))
                .containsExactlyInAnyOrder(
                        "BAD_VALUE",
                        "VALUE_MISSING",
                        "CHECK_FAILED",
                        "DUPLICATE_KEY",
                        "KEY_TAKEN",
                        "NO_SUCH_REFERENCE",
                        "EXCLUDED");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void rowsWithManyFaultsAreThoseThatPostgreSqlRefuses(long seed) {
        Random random = new Random(seed);
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(OddRows.good(100 + i));
            for (int fault = random.nextInt(4); fault > 0; fault--) {
                OddRows.spoil(rows.get(i), 100 + random.nextInt(20), random.nextInt(34));
            }
        }

        JudgedFile file = odd(rows);

        assertThat(file.judged(Judge::judge).keySet())
                .isEqualTo(file.refusedOneByOne("").keySet());
    }

    @Test
    void cleanRowsAreNotRejected() {
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            rows.add(OddRows.good(i));
        }
        assertThat(odd(rows).judged(Judge::judge)).isEmpty();
        assertThat(odd(rows).refusedOneByOne("")).isEmpty();
    }

    /** One by one a row cannot refer to a later one, so the accepted rows are inserted by one statement. */
    @ParameterizedTest
    @ValueSource(longs = {21, 24, 26, 32, 33, 37, 38, 44, 45, 46, 49})
    void referencesWithinTheFileAreJudgedAsASet(long seed) {
        Random random = new Random(seed);
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            rows.add(new @Nullable String[] {
                String.valueOf(random.nextInt(20) == 0 ? random.nextInt(120) : i),
                random.nextInt(4) == 0 ? null : String.valueOf(random.nextInt(60) == 0 ? 1000 : random.nextInt(122)),
                random.nextInt(3) == 0 ? String.valueOf(random.nextInt(121)) : null,
                random.nextInt(40) == 0 ? "bad" : "n" + (random.nextInt(20) == 0 ? random.nextInt(120) : i)
            });
        }
        JudgedFile file = new JudgedFile(handle, "nodes", List.of("id", "parent", "twin", "name"), rows);

        Map<Integer, Reject> rejects = file.judged(Judge::judge);

        assertThat(rejects).isNotEmpty().hasSizeLessThan(120);
        assertThat(file.wrongAsASet(rejects)).isEmpty();
    }

    @Test
    void aRowThatIsRejectedForItsReferenceFreesItsKey() {
        List<@Nullable String[]> rows = List.of(
                new @Nullable String[] {"1", "77", null, "same"},
                new @Nullable String[] {"2", "3", null, "same"},
                new @Nullable String[] {"3", "1000", null, "other"},
                new @Nullable String[] {"4", "1", null, "follows"},
                new @Nullable String[] {"5", "4", null, "follows too"},
                new @Nullable String[] {"6", "6", null, "same"});

        Map<Integer, Reject> rejects =
                new JudgedFile(handle, "nodes", List.of("id", "parent", "twin", "name"), rows).judged(Judge::judge);

        assertThat(rejects)
                .isEqualTo(Map.of(
                        1, new Reject("NO_SUCH_REFERENCE", "parent", "'77'", "a row of nodes with id '77'"),
                        4, new Reject("NO_SUCH_REFERENCE", "parent", "'1'", "a row of nodes with id '1'"),
                        5, new Reject("NO_SUCH_REFERENCE", "parent", "'4'", "a row of nodes with id '4'"),
                        6,
                                new Reject(
                                        "DUPLICATE_KEY",
                                        "name",
                                        "'same'",
                                        "no second row with name 'same'; the first is in line 3")));
    }

    @Test
    void messagesSayWhatWasExpected() {
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int fault : new int[] {3, 8, 13, 14, 16, 21, 20, 24, 25, 26, 29, 11}) {
            rows.add(OddRows.good(100 + rows.size()));
            OddRows.spoil(rows.get(rows.size() - 1), 100, fault);
        }
        OddRows.set(rows.get(11), "mac", "x".repeat(300));

        Map<Integer, Reject> rejects = odd(rows).judged(Judge::judge);

        assertThat(rejects.get(1))
                .isEqualTo(new Reject("CHECK_FAILED", "a\"b", "'0.00'", "CHECK (\"a\"\"b\" <> (0)::numeric)"));
        assertThat(rejects.get(2))
                .isEqualTo(new Reject(
                        "BAD_VALUE",
                        "code",
                        "'10'",
                        "a value of type bit(3); PostgreSQL says: bit string length 2 does not match type bit(3)"));
        assertThat(rejects.get(3))
                .isEqualTo(new Reject(
                        "KEY_TAKEN",
                        "email",
                        "'taken@example.ORG'",
                        "no row of the table with email 'taken@example.ORG'"));
        assertThat(rejects).doesNotContainKey(4);
        assertThat(rejects.get(5))
                .isEqualTo(new Reject(
                        "KEY_TAKEN",
                        "tenant, slug",
                        "tenant = '1', slug = NULL",
                        "no row of the table with tenant '1' and slug NULL"));
        assertThat(rejects.get(6).expected()).isEqualTo("a row of \"user\" with id 'nobody' and tenant '7'");
        assertThat(rejects.get(7).expected()).isEqualTo("values in all of owner, owner_tenant, or in none of them");
        assertThat(rejects).doesNotContainKey(8);
        assertThat(rejects.get(9).expected())
                .isEqualTo("values that constraint \"no_overlap\" allows beside the rows of the table");
        assertThat(rejects.get(10).expected())
                .isEqualTo("CHECK ((100 / ratio) > 2); PostgreSQL says: division by zero");
        assertThat(rejects.get(11).value()).isEqualTo("kind = 'spend', a\"b = '1.50'");
        assertThat(rejects.get(12).value()).endsWith("x…' (300 characters)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRowThatIsMergedIsNotInItsOwnWay(boolean update) {
        List<@Nullable String[]> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(OddRows.good(100 + i));
        }
        OddRows.set(rows.get(0), "id", "1");
        OddRows.set(rows.get(0), "email", "taken@example.org");
        OddRows.set(rows.get(1), "email", "taken@example.org");
        OddRows.set(rows.get(2), "id", "100");
        OddRows.spoil(rows.get(3), 0, 25);
        OddRows.spoil(rows.get(4), 0, 16);
        JudgedFile file = odd(rows);
        String skip = " ON CONFLICT (id) DO NOTHING";
        String merge = " ON CONFLICT (id) DO UPDATE SET nick = excluded.nick";

        Map<Integer, Reject> rejects =
                file.judged(judge -> judge.judgeMerging(file.shape().uniques().get(0), update));

        assertThat(JudgedFile.kinds(rejects))
                .isEqualTo(JudgedFile.mapped(file.refusedOneByOne(update ? merge : skip), JudgedFile::kind));
        assertThat(rejects.keySet()).containsExactly(2, 4, 5);
    }

    /** Equal values have many spellings, and a default is a value. */
    @Test
    void keysOfTextsAndOfDefaultsAreThoseOfTheTable() {
        JudgedFile file = new JudgedFile(
                handle,
                "cards",
                List.of("mac", "holder"),
                List.of(
                        new @Nullable String[] {"08:00:2b:01:02:03", "1"},
                        new @Nullable String[] {"0800.2b01.0203", "2"},
                        new @Nullable String[] {"none", "3"},
                        new @Nullable String[] {"08:00:2b:01:02:04", "1"},
                        new @Nullable String[] {"08:00:2b:01:02:05", "6"},
                        new @Nullable String[] {"08-00-2b-01-02-ff", "7"},
                        new @Nullable String[] {null, "8"}));

        Map<Integer, Reject> rejects = file.judged(Judge::judge);

        assertThat(JudgedFile.kinds(rejects)).isEqualTo(JudgedFile.mapped(file.refusedOneByOne(""), JudgedFile::kind));
        assertThat(JudgedFile.mapped(rejects, Reject::code))
                .isEqualTo(Map.of(2, "DUPLICATE_KEY", 3, "BAD_VALUE", 4, "DUPLICATE_KEY", 6, "KEY_TAKEN"));
    }

    @Test
    void keysWithoutOverlapsAreExclusions() throws Exception {
        assumeTrue(database.serverMajorVersion() >= 18, "PostgreSQL 18 has keys WITHOUT OVERLAPS");
        database.execute(
                "CREATE TABLE \"odd schema\".stays (room int, during tsrange, PRIMARY KEY (room, during WITHOUT OVERLAPS))",
                "INSERT INTO \"odd schema\".stays VALUES (9, '[2026-01-01,2026-02-01)')");
        JudgedFile file = new JudgedFile(
                handle,
                "stays",
                List.of("room", "during"),
                List.of(
                        new @Nullable String[] {"1", "[2026-01-01,2026-02-01)"},
                        new @Nullable String[] {"1", "[2026-01-15,2026-02-15)"},
                        new @Nullable String[] {"1", "[2026-02-01,2026-03-01)"},
                        new @Nullable String[] {"9", "[2026-01-31,2026-03-01)"},
                        new @Nullable String[] {"2", "[2026-01-15,2026-02-15)"}));

        Map<Integer, Reject> rejects = file.judged(Judge::judge);

        assertThat(JudgedFile.kinds(rejects))
                .isEqualTo(JudgedFile.mapped(file.refusedOneByOne(""), JudgedFile::kind))
                .containsOnlyKeys(2, 4);
        assertThat(rejects.get(2).expected()).isEqualTo("values that constraint \"stays_pkey\" allows beside line 2");
    }

    /** As the client shows the values that it rejects itself. */
    @Test
    void valuesAreShownAsTheClientShowsThem() {
        Random random = new Random(20261130);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(4) == 0 ? 115 + random.nextInt(10) : random.nextInt(20);
            while (text.length() < length) {
                char c = (char) (random.nextBoolean() ? 1 + random.nextInt(0x100) : 0x2000 + random.nextInt(0x80));
                text.append(c);
            }
            assertThat(handle.createQuery("SELECT " + Rejects.shown(":text"))
                            .bind("text", text.toString())
                            .mapTo(String.class)
                            .one())
                    .isEqualTo(Finding.quote(text.toString()));
        }
    }
}
