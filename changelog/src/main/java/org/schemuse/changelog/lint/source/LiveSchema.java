package org.schemuse.changelog.lint.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.LedgerPath;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.lint.report.TableSize;
import org.schemuse.changelog.privilege.DefaultPrivileges;

/** What a database holds already: how big its tables are, and which changesets were applied. */
public final class LiveSchema {
    private static final String SIZES = "SELECT c.relname, c.reltuples::bigint, pg_table_size(c.oid) FROM pg_class c"
            + " WHERE c.relnamespace = to_regnamespace(quote_ident(?)) AND c.relkind IN ('r', 'p', 'm')";
    private static final String HAS_LEDGER =
            "SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident(?)) AND relname = ?";

    /** What Liquibase enters for a file of plain SQL that a changelog includes. */
    private static final String RAW = "includeAll:raw";

    private final Map<String, TableSize> sizes = new HashMap<>();
    private final Map<String, Set<String>> applied = new HashMap<>();
    private final SortedSet<String> openTo = new TreeSet<>();

    private LiveSchema() {}

    /** Reads a schema, which need not exist; changes nothing. What the database refuses is the cause of the exception. */
    public static LiveSchema read(DataSource database, String schema, LedgerTables ledger) {
        try (Connection connection = database.getConnection()) {
            return read(connection, schema, ledger);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Cannot read the sizes of tables in schema " + schema + ": " + e.getMessage(), e);
        }
    }

    private static LiveSchema read(Connection connection, String schema, LedgerTables ledger) throws SQLException {
        LiveSchema live = new LiveSchema();
        try (PreparedStatement sizes = connection.prepareStatement(SIZES)) {
            sizes.setString(1, schema);
            try (ResultSet table = sizes.executeQuery()) {
                while (table.next()) {
                    live.sizes.put(table.getString(1), new TableSize(table.getLong(2), table.getLong(3)));
                }
            }
        }
        live.openTo.addAll(DefaultPrivileges.of(connection, schema).rolesOfEveryone());
        live.readLedger(connection, ledger.schemaOr(schema), ledger.changes());
        return live;
    }

    private void readLedger(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement there = connection.prepareStatement(HAS_LEDGER)) {
            there.setString(1, schema);
            there.setString(2, table);
            if (!there.executeQuery().next()) {
                return;
            }
        }
        try (PreparedStatement ledger = connection.prepareStatement(
                        "SELECT author || ':' || id, filename FROM " + quoted(schema) + "." + quoted(table));
                ResultSet row = ledger.executeQuery()) {
            while (row.next()) {
                applied.computeIfAbsent(row.getString(1), any -> new HashSet<>())
                        .add(LedgerPath.normal(row.getString(2)));
            }
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public Optional<TableSize> size(String table) {
        return Optional.ofNullable(sizes.get(table));
    }

    /**
     * The roles that a request of anybody has and that default privileges of the connected user give something of new
     * objects, as SQL names them.
     */
    public SortedSet<String> openTo() {
        return openTo;
    }

    /** Whether the ledger has this changeset, under its stable path or one that its file's path ends with. */
    public boolean hasApplied(Step step) {
        String file = step.heading().file().path();
        String stable = LedgerPath.normal(step.attribute("logicalFilePath", file));
        return applied
                .getOrDefault(step.heading().id() == null ? RAW : step.heading().id(), Set.of())
                .stream()
                .anyMatch(path -> path.equals(stable) || file.equals(path) || file.endsWith("/" + path));
    }
}
