package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.testsupport.TestDatabase;

/**
 * The server decides whether lint is right: each statement runs in a transaction that is rolled back, and the server
 * reports what it did. Its messages at {@code debug1} report rewrites, scans and index builds; {@code pg_locks} the locks.
 */
class LintOracleIT {
    /** What a statement does to tables that existed before. */
    enum Effect {
        /** It reads or writes every row under its lock: a rewrite, a scan or an index build. */
        READS_EVERY_ROW,
        /** It holds a lock that conflicts with INSERT, UPDATE and DELETE. */
        BLOCKS_WRITES
    }

    /** The rules that report work on every row. */
    private static final Set<String> WORK = Set.of(
            "add-serial-or-identity-column",
            "attach-partition-scan",
            "change-type",
            "check-not-not-valid",
            "exclusion-constraint",
            "fk-not-not-valid",
            "generated-stored-column",
            "index-not-concurrent",
            "pk-not-using-index",
            "reindex-not-concurrent",
            "set-not-null",
            "table-copied",
            "unique-not-using-index",
            "vacuum-full-cluster",
            "volatile-default");

    /** Statements that scan while others may write, or whose rows are not those of a table. */
    private static final Set<String> HARMLESS_WORK = Set.of(
            "ALTER TABLE orders VALIDATE CONSTRAINT orders_amount_valid",
            "ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_valid",
            "REFRESH MATERIALIZED VIEW order_sums",
            // The new, empty indexes.
            "TRUNCATE orders");

    private static final String LOCKS = "SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            + " WHERE l.pid = pg_backend_pid() AND c.relkind IN ('r', 'p') AND c.oid = ANY (?)"
            + " AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')";

    private static TestDatabase database;

    @TempDir
    private Path folder;

    static List<String> statements() throws IOException {
        return read("statements.sql")
                .lines()
                .map(line -> line.replaceAll(";$", ""))
                .toList();
    }

    @BeforeAll
    static void createTables() throws SQLException, IOException {
        database = TestDatabase.empty();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(read("tables.sql"));
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void lintReportsWhatTheServerDoes(String sql) throws SQLException, IOException {
        assertThat(byLint(sql)).isEqualTo(byServer(sql));
    }

    /** A function that the list lacks is reported as volatile; one too many would hide a rewrite. */
    @Test
    void stableFunctionsAreThoseOfTheServer() throws SQLException, IOException {
        Set<String> listed = new TreeSet<>(new String(
                        getClass()
                                .getResourceAsStream("rule/locks/stable-functions.txt")
                                .readAllBytes(),
                        StandardCharsets.US_ASCII)
                .lines()
                .toList());
        Set<String> unstable = new TreeSet<>();
        Set<String> stable = new TreeSet<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT proname, bool_or(provolatile = 'v') FROM pg_proc p"
                        + " WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f'"
                        + " AND prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'void'::regtype,"
                        + " 'trigger'::regtype, 'event_trigger'::regtype)"
                        + " AND NOT EXISTS (SELECT FROM pg_type t"
                        + " WHERE p.oid IN (t.typinput, t.typoutput, t.typsend, t.typreceive)) GROUP BY 1")) {
            while (row.next()) {
                (row.getBoolean(2) ? unstable : stable).add(row.getString(1));
            }
        }
        assertThat(listed).doesNotContainAnyElementsOf(unstable);
        stable.removeAll(listed);
        assertThat(stable).as("stable here, volatile on another major").hasSizeLessThan(10);
    }

    private Set<Effect> byLint(String sql) throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), sql + ";");
        Set<String> rules = Lint.of(List.of(file), null).report().findings().stream()
                .map(LintFinding::rule)
                .collect(Collectors.toSet());
        Set<Effect> effects = EnumSet.noneOf(Effect.class);
        if (rules.stream().anyMatch(WORK::contains)) {
            effects.add(Effect.READS_EVERY_ROW);
        }
        if (rules.contains("lock-timeout-missing")) {
            effects.add(Effect.BLOCKS_WRITES);
        }
        return effects;
    }

    private static Set<Effect> byServer(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Set<Effect> effects = EnumSet.noneOf(Effect.class);
            Integer[] tables = tables(statement);
            List<String> messages = messages(statement, sql);
            if (!HARMLESS_WORK.contains(sql) && messages.stream().anyMatch(LintOracleIT::isWork)) {
                effects.add(Effect.READS_EVERY_ROW);
            }
            if (holdsStrongLock(connection, tables)) {
                effects.add(Effect.BLOCKS_WRITES);
            }
            connection.rollback();
            return effects;
        }
    }

    private static Integer[] tables(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT array_agg(oid::int) FROM pg_class WHERE relnamespace = 'public'::regnamespace")) {
            row.next();
            return (Integer[]) row.getArray(1).getArray();
        }
    }

    private static List<String> messages(Statement statement, String sql) throws SQLException {
        statement.execute("SET LOCAL client_min_messages = debug1");
        statement.execute(sql);
        List<String> messages = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings(); warning != null; warning = warning.getNextWarning()) {
            messages.add(warning.getMessage());
        }
        return messages;
    }

    private static boolean isWork(String message) {
        return message.startsWith("rewriting table")
                || message.startsWith("verifying table")
                || message.startsWith("validating foreign key")
                || (message.startsWith("building index") && !message.contains("pg_toast"));
    }

    private static boolean holdsStrongLock(Connection connection, Integer[] tables) throws SQLException {
        try (var locks = connection.prepareStatement(LOCKS)) {
            locks.setArray(1, connection.createArrayOf("oid", tables));
            return locks.executeQuery().next();
        }
    }

    private static String read(String name) throws IOException {
        return Files.readString(Path.of("src", "test", "resources", "lint-oracle", name));
    }
}
