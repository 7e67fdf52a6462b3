package org.schemuse.cli;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.testsupport.TestDatabase;

/** The environment that leads the command line to a test's database. */
public final class Connecting {
    private Connecting() {}

    public static Map<String, String> to(TestDatabase database) {
        return Map.of(
                "PGHOST", database.host(),
                "PGPORT", Integer.toString(database.port()),
                "PGDATABASE", database.name(),
                "PGUSER", database.user(),
                "PGPASSWORD", database.password());
    }

    /** To the database of which a template is made. */
    public static Map<String, String> to(DataSource template) throws SQLException {
        PGSimpleDataSource source = template.unwrap(PGSimpleDataSource.class);
        return Map.of(
                "PGHOST", source.getServerNames()[0],
                "PGPORT", Integer.toString(source.getPortNumbers()[0]),
                "PGDATABASE", source.getDatabaseName(),
                "PGUSER", source.getUser(),
                "PGPASSWORD", source.getPassword());
    }
}
