package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import liquibase.change.AbstractSQLChange;
import liquibase.changelog.ChangeSet;

/**
 * What a {@code CREATE INDEX CONCURRENTLY} leaves behind when it fails: an index that costs every write and serves no
 * query, and whose name is in the way of the next attempt. {@code IF NOT EXISTS} would even take it for the real one.
 */
final class InvalidIndexes {
    private static final String NAME = "\"(?:[^\"]|\"\")+\"|[\\w$]+";

    private static final Pattern CREATION =
            Pattern.compile("(?i)\\bCREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                    + "(" + NAME + ")\\s+ON\\s+(?:ONLY\\s+)?((?:" + NAME + ")(?:\\s*\\.\\s*(?:" + NAME + "))?)");

    private static final Pattern SINGLE = Pattern.compile(
            "(?is)(?:\\s|--[^\\n]*\\n)*(?:CREATE\\s+(?:UNIQUE\\s+)?|DROP\\s+)INDEX\\s+CONCURRENTLY\\b[^;]*;?\\s*");

    private InvalidIndexes() {}

    /** Drops those that the changeset is about to build; the connection is left as it came. */
    static void dropLeftOvers(ChangeSet changeset, Connection connection, Consumer<String> notes) throws SQLException {
        if (changeset.isRunInTransaction()) {
            return;
        }
        boolean statementByStatement = connection.getAutoCommit();
        for (MatchResult creation : creations(changeset)) {
            Optional<String> leftOver = leftOver(connection, folded(creation.group(1)), creation.group(2));
            if (leftOver.isPresent()) {
                if (!statementByStatement) {
                    connection.commit();
                    connection.setAutoCommit(true);
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + leftOver.get());
                }
                notes.accept("index " + leftOver.get()
                        + " was left invalid by an earlier attempt: dropped, and built again by changeset "
                        + changeset.getId());
            }
        }
        if (connection.getAutoCommit() != statementByStatement) {
            connection.setAutoCommit(statementByStatement);
        }
    }

    /** Whether a changeset without a transaction is a single statement about an index: at worst it leaves one invalid. */
    static boolean areAllThatCanRemain(ChangeSet changeset) {
        List<String> texts = changeset.getChanges().stream()
                .map(change -> change instanceof AbstractSQLChange sql ? sql.getSql() : null)
                .toList();
        return texts.size() == 1
                && texts.get(0) != null
                && SINGLE.matcher(texts.get(0)).matches();
    }

    private static List<MatchResult> creations(ChangeSet changeset) {
        return changeset.getChanges().stream()
                .filter(AbstractSQLChange.class::isInstance)
                .map(change -> ((AbstractSQLChange) change).getSql())
                .filter(sql -> sql != null)
                .flatMap(sql -> CREATION.matcher(sql).results())
                .toList();
    }

    /** The invalid index of this name on this table, as SQL names it. */
    private static Optional<String> leftOver(Connection connection, String name, String table) throws SQLException {
        String sql = "SELECT x.indexrelid::regclass::text FROM pg_catalog.pg_index x"
                + " JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid"
                + " WHERE x.indrelid = pg_catalog.to_regclass(?) AND i.relname = ? AND NOT x.indisvalid";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static String folded(String identifier) {
        return identifier.startsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier.toLowerCase(Locale.ROOT);
    }
}
