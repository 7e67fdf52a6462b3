package org.schemuse.cli;

import java.util.Map;
import org.schemuse.testsupport.TestDatabase;

/** The environment that leads the command line to a test's database. */
final class Connecting {
    private Connecting() {}

    static Map<String, String> to(TestDatabase database) {
        return Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGDATABASE", database.name(),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password());
    }
}
