package org.schemuse.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** For tests that run commands on a database that is empty at first, in a folder of their own. */
abstract class CommandsOnEmptyDatabase {
    /** What a user finds under {@code samples/tables}. */
    static final Path SAMPLES = Workplace.REPOSITORY.resolve("samples/tables");

    @TempDir
    Path folder;

    TestDatabase database;

    @BeforeEach
    void connect() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    Ran run(String... arguments) {
        return Ran.here(folder, Connecting.to(database), arguments);
    }

    /** A command that a class gives further options from test to test. */
    Ran run(List<String> command, String... further) {
        return run(Stream.concat(command.stream(), Stream.of(further)).toArray(String[]::new));
    }

    void execute(String sql) {
        Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute(sql));
    }

    String ask(String query) {
        return Jdbi.create(database.dataSource())
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }

    List<String> texts(String query) {
        return Jdbi.create(database.dataSource())
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
