package org.schemuse.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.volume.SampleRows;
import org.schemuse.testsupport.volume.ServedIndex;

/** What the application's selects cost in catalogs with many rows, and how much of it row-level security adds. */
final class RowSecurityBenchmark implements Benchmark {
    private static final int ROWS = 100_000;

    /** Different values that a query is asked with. */
    private static final int VALUES = 50;

    private static final String SEARCHED = "tasks_text_search_idx";

    private static final double ALLOWED = 1.2;

    @Override
    public String name() {
        return "row-security";
    }

    @Override
    public String about() {
        return """
                Each catalog with 100,000 rows in its largest tables. For each index of the live catalog on a table that the
                application may read: the rows whose keys have given values, 100 at most, as its role, on behalf of a user (in
                `vibecoder`: of a tenant with a tenth of all tasks), through one JDBC connection on the same machine. Then, for
                tables with row-level security, the same by a role that it does not bind, with the predicate of the policy
                written into the query and the user's id given as a parameter; and a count of all that the user may see, both
                ways. Where the policy asks for the user's class, so does the query: it may have been taken away. Both ways take
                turns, and the ratio is that of the medians. Tasks are searched through `search_tasks`.
                With more than one processor the ratios of the fastest queries are chance: an answer that wakes another
                processor takes twice as long. `taskset -c 0` gives everything the same one. Every query above 1.2 is named
                below the tables; [ADR 0035](../adr/0035-policies-that-an-index-can-serve.md) says why it stays there.
                """;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        Result result = new Result();
        Result.Table speed = result.table(
                "Selects by an indexed key, as the application's role",
                "catalog",
                "indexes",
                "selects",
                "median ms",
                "p99 ms",
                "slowest index",
                "its p99 ms");
        Result.Table cost = result.table(
                "Row-level security against the predicate written by hand",
                "table",
                "queries",
                "median ratio",
                "highest",
                "of",
                "ms with",
                "ms by hand");
        int within = 0;
        int compared = 0;
        for (Catalog catalog : Catalog.all()) {
            try (FilledCatalog filled = FilledCatalog.make(setting.server(), catalog)) {
                speed(filled, speed);
                for (List<Comparison> ofTable : comparisons(filled)) {
                    row(ofTable, cost);
                    compared += ofTable.size();
                    within += (int) ofTable.stream()
                            .filter(comparison -> comparison.ratio() <= ALLOWED)
                            .count();
                    ofTable.stream()
                            .filter(comparison -> comparison.ratio() > ALLOWED)
                            .forEach(comparison -> result.note(comparison.sentence()));
                }
            }
        }
        return result.note(within + " of " + compared + " queries cost at most " + ALLOWED + " times as much.");
    }

    private static void speed(FilledCatalog filled, Result.Table table) throws SQLException {
        Timings all = new Timings();
        double slowest = 0;
        String slowestIndex = "";
        int indexes = 0;
        for (ServedIndex index : filled.indexes()) {
            List<List<String>> values = index.values(filled.application(), VALUES);
            if (values.isEmpty()) {
                continue;
            }
            indexes++;
            Timings timings = new Timings();
            try (Select select = new Select(filled.application(), asked(index), List.of())) {
                Timings.repeat(turn -> timings.add(select.milliseconds(values.get(turn % values.size()))));
            }
            all.addAll(timings);
            if (timings.percentile(99) > slowest) {
                slowest = timings.percentile(99);
                slowestIndex = index.name();
            }
        }
        table.row(filled.name(), indexes, all.size(), all.percentile(50), all.percentile(99), slowestIndex, slowest);
    }

    /** As an application asks: an index that no policy lets through is reached by a function, where there is one. */
    private static String asked(ServedIndex index) {
        return index.name().equals(SEARCHED) ? "SELECT * FROM search_tasks(?) LIMIT 100" : select(index, "true");
    }

    private static String byHand(ServedIndex index, String policy) {
        return index.name().equals(SEARCHED)
                ? select(index, "deleted_at IS NULL AND " + policy)
                        .replace(" LIMIT ", " ORDER BY created_at DESC, id LIMIT ")
                : select(index, policy);
    }

    private static String select(ServedIndex index, String policy) {
        return "SELECT * FROM " + index.table() + " WHERE " + index.condition() + " AND " + policy + " LIMIT 100";
    }

    /** One query of a table, both ways. */
    private record Comparison(String table, String what, double with, double byHand) {
        double ratio() {
            return with / byHand;
        }

        String sentence() {
            return String.format(
                    Locale.ROOT, "%s, %s: %.3f ms against %.3f ms, ratio %.2f.", table, what, with, byHand, ratio());
        }
    }

    private static List<List<Comparison>> comparisons(FilledCatalog filled) throws SQLException {
        List<List<Comparison>> tables = new ArrayList<>();
        for (Policy policy : filled.policies()) {
            List<Comparison> comparisons = new ArrayList<>();
            String count = "SELECT count(*) FROM " + policy.table() + " WHERE ";
            comparisons.add(
                    compare(filled, policy, "count", List.of(List.of()), count + "true", count + policy.byHand()));
            for (ServedIndex index : filled.indexes()) {
                List<List<String>> values =
                        index.table().equals(policy.table()) ? index.values(filled.application(), VALUES) : List.of();
                if (!values.isEmpty()) {
                    comparisons.add(compare(
                            filled, policy, index.name(), values, asked(index), byHand(index, policy.byHand())));
                }
            }
            tables.add(comparisons);
        }
        return tables;
    }

    private static Comparison compare(
            FilledCatalog filled, Policy policy, String what, List<List<String>> values, String bound, String byHand)
            throws SQLException {
        Timings with = new Timings();
        Timings without = new Timings();
        try (Select behind = new Select(filled.application(), bound, List.of());
                Select beside = new Select(filled.unbound(), byHand, policy.arguments())) {
            Timings.repeat(turn -> {
                List<String> keys = values.get(turn % values.size());
                // Whoever comes second finds the blocks in the processor's cache.
                if (turn % 2 == 0) {
                    with.add(behind.milliseconds(keys));
                    without.add(beside.milliseconds(keys));
                } else {
                    without.add(beside.milliseconds(keys));
                    with.add(behind.milliseconds(keys));
                }
            });
        }
        return new Comparison(filled.name() + "." + policy.table(), what, with.percentile(50), without.percentile(50));
    }

    private static void row(List<Comparison> comparisons, Result.Table table) {
        List<Comparison> sorted = comparisons.stream()
                .sorted((a, b) -> Double.compare(a.ratio(), b.ratio()))
                .toList();
        Comparison highest = sorted.get(sorted.size() - 1);
        table.row(
                highest.table(),
                sorted.size(),
                sorted.get(sorted.size() / 2).ratio(),
                highest.ratio(),
                highest.what(),
                highest.with(),
                highest.byHand());
    }

    /** A catalog with rows in a database of its own; one connection as the application, one that no policy binds. */
    private record FilledCatalog(
            String name,
            Server server,
            Connection application,
            Connection unbound,
            List<ServedIndex> indexes,
            List<Policy> policies)
            implements AutoCloseable {
        static FilledCatalog make(Server server, Catalog catalog) throws SQLException {
            String name = catalog.name();
            PGSimpleDataSource source = (PGSimpleDataSource) server.create("row_security_" + name);
            source.setProperty("stringtype", "unspecified");
            Schema.of(source, catalog, name).migrate(MigrationRequest.defaults());
            Connection unbound = source.getConnection();
            execute(unbound, "SET search_path TO " + name + ", pg_temp");
            SampleRows.fill(unbound, name, ROWS);
            server.checkpoint();
            execute(unbound, "CREATE ROLE " + reader(name) + " BYPASSRLS IN ROLE " + name + "_app");
            List<Policy> policies = Policy.all(unbound, name + "_app");
            execute(unbound, "SET ROLE " + reader(name));
            Connection application = source.getConnection();
            execute(application, "SET search_path TO " + name + ", pg_temp");
            execute(application, "SET ROLE " + name + "_app");
            SampleRows.actAsTheFirst(application);
            return new FilledCatalog(name, server, application, unbound, readable(application), policies);
        }

        private static List<ServedIndex> readable(Connection application) throws SQLException {
            List<ServedIndex> indexes = new ArrayList<>();
            for (ServedIndex index : ServedIndex.all(application)) {
                try (Statement statement = application.createStatement();
                        ResultSet row = statement.executeQuery(
                                "SELECT has_table_privilege('" + index.table() + "', 'SELECT')")) {
                    row.next();
                    if (row.getBoolean(1)) {
                        indexes.add(index);
                    }
                }
            }
            return indexes;
        }

        private static String reader(String name) {
            return "row_security_" + name + "_reader";
        }

        private static void execute(Connection connection, String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        public void close() throws SQLException {
            application.close();
            execute(unbound, "RESET ROLE");
            execute(unbound, "DROP ROLE " + reader(name));
            unbound.close();
            server.drop("row_security_" + name);
        }
    }
}
