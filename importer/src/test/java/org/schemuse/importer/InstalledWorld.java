package org.schemuse.importer;

import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** For tests that import into a fresh database, where the catalog is installed, and ask it what came of that. */
abstract class InstalledWorld {
    @TempDir
    protected Path folder;

    protected TestDatabase database;
    protected Handle sql;

    @BeforeEach
    void connect() {
        database = Worlds.database();
        sql = Jdbi.create(database.dataSource()).open();
        sql.execute("SET search_path TO vibemuse");
    }

    @AfterEach
    void disconnect() {
        sql.close();
        database.close();
    }

    String text(String query) {
        return sql.createQuery(query).mapTo(String.class).one();
    }

    List<String> texts(String query) {
        return sql.createQuery(query).mapTo(String.class).list();
    }

    long count(String query) {
        return sql.createQuery(query).mapTo(Long.class).one();
    }
}
