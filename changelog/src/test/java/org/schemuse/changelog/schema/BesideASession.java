package org.schemuse.changelog.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.testsupport.TestDatabase;

/** Changesets of somebody else's, run in schema {@code s} of a database in which another session is at work too. */
abstract class BesideASession {
    @TempDir
    private Path folder;

    TestDatabase database;
    Connection other;

    @BeforeEach
    void connect() throws SQLException {
        database = TestDatabase.empty();
        other = database.dataSource().getConnection();
    }

    @AfterEach
    void drop() throws SQLException {
        other.close();
        database.close();
    }

    Schema schema(String changesets) throws IOException {
        return Schema.of(database.dataSource(), catalog(changesets), "s");
    }

    Catalog catalog(String changesets) throws IOException {
        Path file = Files.writeString(folder.resolve("changelog.sql"), "--liquibase formatted sql\n" + changesets);
        return ChangelogReader.read(file, null);
    }

    /** In the other session. */
    void run(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }
}
