package org.schemuse.cli.connect;

import javax.sql.DataSource;

/**
 * The database a command works on.
 *
 * @param dataSource opens a new connection on every call; each says who it is ({@code ApplicationName=schemuse})
 * @param description for people, without secrets: {@code user@host:port/database}
 * @param psql a shell line that opens it in psql, without secrets
 */
public record Target(DataSource dataSource, String description, String psql) {

    /** The psql line that starts with {@code schema} in front of the search path. */
    public String psqlIn(String schema) {
        String identifier = '"' + schema.replace("\"", "\"\"") + '"';
        // PGOPTIONS is split at blanks unless a backslash stands before them.
        String option = ("-csearch_path=" + identifier).replace("\\", "\\\\").replace(" ", "\\ ");
        return "PGOPTIONS=" + Shell.quoted(option) + " " + psql;
    }
}
