package org.schemuse.importer.table.judge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.postgres.Quoting;

/**
 * Writes what is wrong with staged rows into the table of rejects. Statements run below JDBI, because the expressions of a
 * table's constraints may have question marks and colons in them.
 */
final class Rejects {
    /** Classes of SQLSTATE that tell of values; others tell of the server or of the connection. */
    private static final List<String> OF_VALUES = List.of("0A", "22", "23", "2F", "38", "39", "42", "54", "P0");

    /** Of a value the characters that are shown, as in a {@link Finding}. */
    private static final int LONGEST = 120;

    private static final String COLUMNS = " (schemuse_row, schemuse_line, code, column_name, value, expected) ";

    private final Connection connection;
    private final String table;
    private boolean any;

    Rejects(Handle handle, StagedTable staged) {
        connection = handle.getConnection();
        table = staged.rejects();
        any = is("EXISTS (SELECT FROM " + table + ")");
    }

    /** Lets PostgreSQL find rejects by their rows even if it expects so few staged rows that it does not hash the rejects. */
    void index() {
        if (!is("EXISTS (SELECT FROM pg_index WHERE indrelid = " + Quoting.literal(table) + "::regclass)")) {
            execute("CREATE INDEX ON " + table + " (schemuse_row)");
        }
    }

    /** The condition under which a staged row {@code s} is not rejected yet, after WHERE; empty while no row is. */
    String condition() {
        return any ? " WHERE NOT EXISTS (SELECT FROM " + table + " r WHERE r.schemuse_row = s.schemuse_row)" : "";
    }

    /**
     * Rejects rows.
     *
     * @param columns the names to report, as SQL
     * @param value as SQL, as {@link #shown} makes it
     * @param expected as SQL
     * @param from the rows, after FROM
     * @return how many were rejected
     */
    long add(RowFault fault, String columns, String value, String expected, String from) {
        return add(
                "'" + fault.name() + "' AS code, " + columns + " AS column_name, " + value + " AS value, " + expected
                        + " AS expected",
                from);
    }

    /**
     * As {@link #add(RowFault, String, String, String, String)}, with the code, the columns, the value and the expected as one
     * list. A table is created of what is found, because PostgreSQL does that in parallel and INSERT not.
     */
    long add(String faults, String from) {
        execute("CREATE TEMP TABLE schemuse_found ON COMMIT DROP AS SELECT schemuse_row, schemuse_line, " + faults
                + " FROM " + from);
        long added = execute("INSERT INTO " + table + COLUMNS + "SELECT * FROM pg_temp.schemuse_found");
        execute("DROP TABLE pg_temp.schemuse_found");
        if (added > 0) {
            any = true;
            execute("ANALYZE " + table + " (schemuse_row)");
        }
        return added;
    }

    long execute(String sql) {
        return ask(statement -> statement.executeLargeUpdate(sql));
    }

    boolean is(String condition) {
        return count("(" + condition + ")::integer") > 0;
    }

    /** The number that {@code select}, the SQL after SELECT, results in. */
    long count(String select) {
        return ask(statement -> {
            try (ResultSet row = statement.executeQuery("SELECT " + select)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    String text(String select) {
        return ask(statement -> {
            try (ResultSet row = statement.executeQuery("SELECT " + select)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    int serverMajorVersion() {
        return (int) (count("current_setting('server_version_num')::integer") / 10_000);
    }

    /** Runs work, and undoes it and says false if values end it with an error. */
    boolean attempt(Runnable work) {
        return attempt(work, false);
    }

    /** Says whether work can be done, and undoes it. */
    boolean trial(Runnable work) {
        return attempt(work, true);
    }

    private boolean attempt(Runnable work, boolean undo) {
        try {
            Savepoint savepoint = connection.setSavepoint();
            try {
                work.run();
            } catch (UnableToExecuteStatementException e) {
                if (!isOfValues(e)) {
                    throw e;
                }
                connection.rollback(savepoint);
                return false;
            }
            if (undo) {
                connection.rollback(savepoint);
            }
            connection.releaseSavepoint(savepoint);
            return true;
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e.getMessage(), e, null);
        }
    }

    private static boolean isOfValues(UnableToExecuteStatementException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && OF_VALUES.stream().anyMatch(cause.getSQLState()::startsWith);
    }

    private interface Question<T> {
        T ask(Statement statement) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (Statement statement = connection.createStatement()) {
            return question.ask(statement);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e.getMessage(), e, null);
        }
    }

    /** The characters that move the cursor, as SQL. */
    private static final String CONTROLS = IntStream.concat(IntStream.range(1, ' '), IntStream.of(0x7f))
            .mapToObj(c -> "chr(" + c + ")")
            .collect(Collectors.joining(" || "));

    /** A picture of each of them, as {@link Finding#quote} shows it. */
    private static final String PICTURES = IntStream.concat(IntStream.range(1, ' '), IntStream.of(0x21))
            .mapToObj(c -> Character.toString(0x2400 + c))
            .collect(Collectors.joining("", "'", "'"));

    /** Characters that are not seen, but change how others are. */
    private static final String UNSEEN =
            "'[\\u0080-\\u009f\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e"
                    + "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb]'";

    /** A value as {@link Finding#quote} shows it, as SQL. */
    static String shown(String value) {
        return "(SELECT '''' || regexp_replace(translate(left(v, " + LONGEST + "), " + CONTROLS + ", " + PICTURES
                + "), "
                + UNSEEN + ", '\ufffd', 'g') || CASE WHEN length(v) > " + LONGEST
                + " THEN '…'' (' || length(v) || ' characters)' ELSE '''' END FROM (SELECT (" + value
                + ")::text AS v) v)";
    }

    /** A value within a sentence, as SQL. */
    private static String shortened(String value) {
        return "CASE WHEN length(" + value + ") > 120 THEN left(" + value + ", 119) || '…' ELSE " + value + " END";
    }

    /** The values of several columns as one text, as SQL. */
    static String value(List<String> names, List<String> values) {
        if (values.size() == 1) {
            return shown(values.get(0));
        }
        return "concat_ws(', ', "
                + IntStream.range(0, values.size())
                        .mapToObj(i -> Quoting.literal(names.get(i) + " = ") + " || coalesce(" + shown(values.get(i))
                                + ", 'NULL')")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Names with their values in a sentence, as SQL: {@code id 'u9' and tenant '4'}. */
    static String named(List<String> names, List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> Quoting.literal(names.get(i) + " ") + " || quote_nullable("
                        + shortened(values.get(i) + "::text") + ")")
                .collect(Collectors.joining(" || ' and ' || "));
    }
}
