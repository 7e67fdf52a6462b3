package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.Sql;

/**
 * The parts of a {@code CREATE INDEX CONCURRENTLY}.
 *
 * @param name as SQL writes it; null where the server chooses one
 * @param table as SQL writes it, with its schema or without
 * @param rest everything after the table
 */
record IndexCreation(boolean unique, @Nullable String name, String table, String rest) {
    private static final long POLL_MILLIS = 200;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** What a definition begins with, up to the name of the table. */
    private static final Pattern HEAD =
            Pattern.compile("^CREATE (UNIQUE )?INDEX (?:\"(?:[^\"]++|\"\")++\"|\\S+) ON (?:ONLY )?"
                    + "(?:\"(?:[^\"]++|\"\")++\"|[^\\s.\"]+)\\.(?:\"(?:[^\"]++|\"\")++\"|[^\\s.\"]+) ");

    /** If another role builds an index, its row does not say which index. */
    private static final String BUILDER = "SELECT pid FROM pg_catalog.pg_stat_progress_create_index"
            + " WHERE pid <> pg_catalog.pg_backend_pid() AND (index_relid = ?"
            + " OR relid IS NULL AND datname = pg_catalog.current_database()) LIMIT 1";

    private static final String INDEX = "SELECT x.indexrelid, x.indexrelid::pg_catalog.regclass::text, x.indisvalid,"
            + " pg_catalog.pg_get_indexdef(x.indexrelid) FROM pg_catalog.pg_index x"
            + " JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
            + " WHERE x.indrelid = pg_catalog.to_regclass(?) AND i.relname = ?";

    /** An index of the table, as SQL names it. */
    private record Found(long oid, String sqlName, boolean valid, String definition) {}

    /**
     * The index that the statement makes on a table without rows.
     *
     * @param name null where the server does not say
     * @param definition null where the server does not say
     * @param refusal why the server does not say; null where it does
     */
    private record Trial(
            @Nullable String name,
            @Nullable String definition,
            @Nullable String refusal) {}

    /**
     * Waits while another session builds the index, and drops it if it is invalid.
     *
     * @param connection not in a transaction
     * @return whether there is a valid index of this name and definition, so that none has to be built
     */
    boolean reuse(Connection connection, Consumer<String> notes) throws SQLException {
        Trial trial = name == null ? tried(connection) : null;
        String wanted = name == null ? Objects.requireNonNull(trial).name() : folded(name);
        Optional<Found> found = wanted == null ? Optional.empty() : settled(connection, wanted);
        if (found.isEmpty()) {
            return false;
        }
        if (!found.get().valid()) {
            drop(connection, found.get(), notes);
            return false;
        }
        return isSame(found.get(), trial == null ? tried(connection) : trial, notes);
    }

    private static boolean isSame(Found found, Trial trial, Consumer<String> notes) {
        String there = "index " + found.sqlName() + " is there already, ";
        if (trial.definition() == null) {
            notes.accept(there + "but could not be compared with the changeset (" + trial.refusal() + "): "
                    + found.definition());
            return false;
        }
        boolean same = bare(trial.definition()).equals(bare(found.definition()));
        notes.accept(there
                + (same
                        ? "valid and as the changeset defines it: it is not built again"
                        : "but not as the changeset defines it: " + found.definition()));
        return same;
    }

    /** Whether there is a relation of this name, as SQL writes it. */
    static boolean exists(Connection connection, String index) throws SQLException {
        return Sql.isTrue(connection, "SELECT pg_catalog.to_regclass(?) IS NOT NULL", index);
    }

    private static void drop(Connection connection, Found index, Consumer<String> notes) throws SQLException {
        Sql.execute(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.sqlName());
        notes.accept("index " + index.sqlName() + " was left invalid by an earlier attempt: dropped, and built again");
    }

    /** The index, as soon as no other session is building it. */
    private Optional<Found> settled(Connection connection, String index) throws SQLException {
        long start = System.nanoTime();
        long longest = lockTimeout(connection);
        Optional<Found> found = found(connection, index);
        while (found.isPresent() && !found.get().valid()) {
            Optional<Integer> builder = builder(connection, found.get().oid());
            if (builder.isEmpty()) {
                // It may have become valid between the two queries.
                return found(connection, index);
            }
            boolean tooLong = longest > 0 && System.nanoTime() - start > longest * 1_000_000;
            if (tooLong || !paused()) {
                throw new SQLException(
                        "index " + found.get().sqlName() + " is being built by process " + builder.get(),
                        LOCK_NOT_AVAILABLE);
            }
            found = found(connection, index);
        }
        return found;
    }

    private static boolean paused() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** In milliseconds; 0 waits forever. */
    private static long lockTimeout(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'lock_timeout'",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    private static Optional<Integer> builder(Connection connection, long index) throws SQLException {
        return Sql.first(connection, BUILDER, row -> row.getInt(1), index);
    }

    private Optional<Found> found(Connection connection, String index) throws SQLException {
        return Sql.first(
                connection,
                INDEX,
                row -> new Found(row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4)),
                table,
                index);
    }

    /** Runs the statement on an empty copy of the table, and rolls that back. */
    private Trial tried(Connection connection) throws SQLException {
        String copy = table.replaceFirst("(?s)^(?:\"(?:[^\"]++|\"\")++\"|[\\w$]+)\\s*\\.\\s*", "");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE " + copy + " (LIKE " + table + ")");
            statement.execute("CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + (name == null ? "" : name)
                    + " ON pg_temp." + copy + rest);
            try (ResultSet row = statement.executeQuery("SELECT i.relname, pg_catalog.pg_get_indexdef(i.oid)"
                    + " FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
                    + " WHERE x.indrelid = " + Quoting.literal("pg_temp." + copy) + "::pg_catalog.regclass")) {
                row.next();
                return new Trial(row.getString(1), row.getString(2), null);
            }
        } catch (SQLException e) {
            // For example without the privilege to create temporary tables. The statement itself will report what is
            // wrong.
            return new Trial(null, null, firstLine(String.valueOf(e.getMessage())));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    /** Without the names of the index and of the table. */
    private static String bare(String sql) {
        return HEAD.matcher(sql).replaceFirst("$1");
    }

    private static String folded(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }
}
