package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;

/**
 * A connection that tells Liquibase no more of its URL than the kind of database. Liquibase would search the driver's
 * URL, every property in it, for passwords at each command, by regular expressions that take longer than the command.
 */
final class NamelessConnection extends JdbcConnection {
    private static final String URL = "jdbc:postgresql:";

    NamelessConnection(Connection connection) {
        super(connection);
    }

    @Override
    public String getURL() {
        return URL;
    }

    @Override
    public String getVisibleUrl() {
        return URL;
    }
}
