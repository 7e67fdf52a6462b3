package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.SchemaContents;

/** The process that imports rows is killed: the same command then ends in the table that an undisturbed import makes. */
class KilledTableImportIT extends KilledProcesses {
    private static final int ROWS = 30_000;

    private Path csv;

    @BeforeEach
    void createTables() throws Exception {
        execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.people (id integer PRIMARY KEY)",
                "INSERT INTO shop.people SELECT generate_series(1, 10)",
                "CREATE TABLE shop.items (id integer PRIMARY KEY, code text NOT NULL UNIQUE,"
                        + " owner integer NOT NULL REFERENCES shop.people)",
                "CREATE INDEX ON shop.items (owner)");
        StringBuilder rows = new StringBuilder("id,code,owner\n");
        for (int i = 1; i <= ROWS; i++) {
            rows.append(i)
                    .append(",c")
                    .append(i)
                    .append(',')
                    .append(i % 500 == 7 ? 99 : 1 + i % 10)
                    .append('\n');
        }
        csv = Files.writeString(folder.resolve("items.csv"), rows);
    }

    @Test
    void killedAtAnyInstantTheSameCommandEndsInTheSameTable() throws Exception {
        continuedAfter(4);
    }

    @Test
    @Tag("every-combination")
    void killedAtTwelveInstantsTheSameCommandEndsInTheSameTable() throws Exception {
        continuedAfter(12);
    }

    private String[] rows(String... further) {
        return Stream.concat(
                        Stream.of("import", "--table", "items", csv.toString(), "--batch-size", "1000"),
                        Stream.of(further))
                .toArray(String[]::new);
    }

    private void continuedAfter(int kills) throws Exception {
        Ran first = workplace.run(environment, rows());
        assertThat(first.exitCode()).as(first.err()).isEqualTo(1);
        Object undisturbed = contents();
        String rejects = Files.readString(folder.resolve("items.rejects.csv"));
        empty();
        long began = System.nanoTime();
        assertThat(workplace.run(environment, rows()).exitCode()).isEqualTo(1);
        long usual = System.nanoTime() - began;
        SplittableRandom random = new SplittableRandom(60);
        int interrupted = 0;
        for (int i = 0; i < kills; i++) {
            empty();
            kill(i % 4 == 0 ? 0 : random.nextLong(usual), i % 3 == 0 ? "never" : "auto");
            interrupted += (int) number("SELECT count(*) FROM shop_imports.import_runs WHERE state = 'running'");
            if (i % 4 == 3) {
                undoInterrupted();
            } else {
                assertThat(workplace
                                .run(environment, rows("--defer", i % 3 == 0 ? "never" : "auto"))
                                .exitCode())
                        .isEqualTo(1);
                assertThat(contents()).as("kill %d", i).isEqualTo(undisturbed);
                assertThat(Files.readString(folder.resolve("items.rejects.csv")))
                        .isEqualTo(rejects);
            }
            assertThat(number("SELECT count(*) FROM shop_imports.import_deferred_objects"))
                    .isZero();
        }
        assertThat(interrupted)
                .as("imports that had begun when they were killed")
                .isPositive();
    }

    private void kill(long nanoseconds, String defer) throws Exception {
        Workplace.Running running = workplace.start(environment, rows("--defer", defer));
        running.awaitUnlessEnded(
                "the import begins",
                () -> number("SELECT count(*) FROM shop_imports.import_runs WHERE state = 'running'") > 0);
        running.process().waitFor(nanoseconds / 4, TimeUnit.NANOSECONDS);
        running.process().destroyForcibly();
        running.ended();
        awaitEndOfSessions();
    }

    private void undoInterrupted() throws Exception {
        if (number("SELECT count(*) FROM shop_imports.import_runs WHERE state = 'running'") > 0) {
            next(environment, "undo", "1", "--schema", "shop", "--yes", "--quiet");
            assertThat(number("SELECT count(*) FROM shop.items")).isZero();
        }
    }

    private void empty() throws Exception {
        execute("TRUNCATE shop.items", "TRUNCATE shop_imports.import_runs CASCADE");
        for (String table : database.texts("SELECT format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class"
                + " WHERE relname ~ '^(written|replaced|staged|rejects)_[0-9a-f]{32}'")) {
            execute("DROP TABLE " + table);
        }
        Files.deleteIfExists(folder.resolve("items.rejects.csv"));
    }

    private Map<String, String> contents() {
        return SchemaContents.of(database.dataSource(), "shop");
    }
}
