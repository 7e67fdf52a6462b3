package org.schemuse.cli.connect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.schemuse.cli.report.Failure;
import org.schemuse.postgres.Quoting;

/**
 * The database a command works on.
 *
 * @param dataSource opens a new connection on every call; each sends its name ({@code ApplicationName=schemuse})
 * @param description for messages, without secrets: {@code user@host:port/database}
 * @param psql a shell line that opens it in psql, without secrets
 */
public record TargetDatabase(DataSource dataSource, String description, String psql) {
    /** Names PostgreSQL reads as they are, without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The same server, in another database. */
    DataSource inDatabase(String name) {
        return ((PostgresDataSource) dataSource).inDatabase(name);
    }

    /** Whether the server only follows another one. */
    boolean isStandby() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw Failure.database("Cannot ask " + description + " what it is: " + e.getMessage(), e);
        }
    }

    /** The psql line that starts with {@code schema} in front of the search path. */
    public String psqlIn(String schema) {
        String name = PLAIN.matcher(schema).matches() ? schema : Quoting.identifier(schema);
        // PGOPTIONS is split at blanks unless a backslash stands before them.
        String option = ("-csearch_path=" + name).replaceAll("[\\\\\\s]", "\\\\$0");
        return "PGOPTIONS=" + Shell.quoted(option) + " " + psql;
    }
}
