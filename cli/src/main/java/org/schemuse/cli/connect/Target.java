package org.schemuse.cli.connect;

import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The database a command works on.
 *
 * @param dataSource opens a new connection on every call; each says who it is ({@code ApplicationName=schemuse})
 * @param description for people, without secrets: {@code user@host:port/database}
 * @param psql a shell line that opens it in psql, without secrets
 */
public record Target(DataSource dataSource, String description, String psql) {
    /** Names PostgreSQL reads as they are, without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** The same server, in another database. */
    DataSource inDatabase(String name) {
        return ((PostgresDataSource) dataSource).inDatabase(name);
    }

    /** The psql line that starts with {@code schema} in front of the search path. */
    public String psqlIn(String schema) {
        String name = PLAIN.matcher(schema).matches() ? schema : '"' + schema.replace("\"", "\"\"") + '"';
        // PGOPTIONS is split at blanks unless a backslash stands before them.
        String option = ("-csearch_path=" + name).replaceAll("[\\\\\\s]", "\\\\$0");
        return "PGOPTIONS=" + Shell.quoted(option) + " " + psql;
    }
}
