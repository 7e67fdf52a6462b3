package org.schemuse.importer.table.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.importer.table.value.ValueEncoders;
import org.schemuse.postgres.Quoting;

/** Rows staged for a table, with what the judge says of them and what PostgreSQL says when they are inserted one by one. */
final class JudgedFile {
    /** What a row is rejected for. */
    record Reject(String code, String columns, String value, String expected) {}

    private final Handle handle;
    private final TableShape shape;
    private final List<ColumnShape> columns;
    private final List<@Nullable String[]> rows;

    JudgedFile(Handle handle, String table, List<String> columns, List<@Nullable String[]> rows) {
        this.handle = handle;
        this.shape = TableShapes.read(handle, "odd schema", table).orElseThrow();
        this.columns =
                columns.stream().map(name -> shape.column(name).orElseThrow()).toList();
        this.rows = rows;
    }

    TableShape shape() {
        return shape;
    }

    private StagedTable staged() {
        return new StagedTable(
                "\"odd schema\".\"the staging\"",
                shape,
                columns,
                columns.stream().filter(column -> !ValueEncoders.reads(column)).toList(),
                "\"odd schema\".\"the rejects\"",
                false);
    }

    private void stage() {
        StagedTable staged = staged();
        handle.execute("CREATE UNLOGGED TABLE " + staged.name() + " (schemuse_row bigint, schemuse_line bigint, "
                + columns.stream()
                        .map(column -> Quoting.identifier(column.name()) + " " + ValueEncoders.stagingType(column))
                        .collect(Collectors.joining(", "))
                + ")");
        handle.execute("CREATE UNLOGGED TABLE " + staged.rejects() + " (schemuse_row bigint, schemuse_line bigint,"
                + " code text, column_name text, value text, expected text)");
        for (int i = 0; i < rows.size(); i++) {
            String values = String.join(", ", literals(rows.get(i)));
            run("INSERT INTO " + staged.name() + " VALUES (" + (i + 1) + ", " + (i + 2) + ", " + values + ")");
        }
    }

    private static List<String> literals(@Nullable String[] row) {
        List<String> literals = new ArrayList<>();
        for (String value : row) {
            literals.add(value == null ? "NULL" : Quoting.literal(value));
        }
        return literals;
    }

    /** Runs a statement below JDBI, because values have question marks in them. */
    private void run(String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e.getMessage(), e, null);
        }
    }

    /** What the judge says, by the number of the row; the database is as before. */
    Map<Integer, Reject> judged(ToLongFunction<Judge> judgement) {
        return undone(() -> {
            stage();
            long count = judgement.applyAsLong(new Judge(handle, staged()));
            Map<Integer, Reject> rejects = new TreeMap<>();
            handle.createQuery("SELECT * FROM " + staged().rejects() + " ORDER BY schemuse_row")
                    .map((row, context) -> {
                        assertThat(row.getLong("schemuse_line")).isEqualTo(row.getLong("schemuse_row") + 1);
                        Reject reject = new Reject(
                                row.getString("code"),
                                row.getString("column_name"),
                                row.getString("value"),
                                row.getString("expected"));
                        return rejects.put(row.getInt("schemuse_row"), reject);
                    })
                    .list();
            assertThat(rejects).hasSize((int) count);
            return rejects;
        });
    }

    private <T> T undone(Supplier<T> work) {
        handle.begin();
        try {
            return work.get();
        } finally {
            handle.rollback();
        }
    }

    /** The SQLSTATE of each row that PostgreSQL refuses, if it gets one after the other. */
    Map<Integer, String> refusedOneByOne(String suffix) {
        return undone(() -> {
            handle.execute("SET CONSTRAINTS ALL IMMEDIATE");
            Map<Integer, String> refused = new TreeMap<>();
            for (int i = 0; i < rows.size(); i++) {
                String state = refusal(insert(List.of(i)) + suffix);
                if (!state.isEmpty()) {
                    refused.put(i + 1, state);
                }
            }
            return refused;
        });
    }

    /**
     * Adds all rows that were not rejected by one statement, and then those that were, one by one.
     *
     * @return rows that should have been rejected or not; none if the judge was right
     */
    List<String> wrongAsASet(Map<Integer, Reject> rejects) {
        return undone(() -> {
            List<Integer> accepted = IntStream.range(0, rows.size())
                    .filter(i -> !rejects.containsKey(i + 1))
                    .boxed()
                    .toList();
            List<String> wrong = new ArrayList<>();
            String refusal = refusal(insert(accepted));
            if (!refusal.isEmpty()) {
                wrong.add("a row that was not rejected: " + refusal);
            }
            rejects.forEach((row, reject) -> {
                if (refusal(insert(List.of(row - 1))).isEmpty()) {
                    wrong.add("row " + row + ": " + reject);
                }
            });
            return wrong;
        });
    }

    private String insert(List<Integer> numbers) {
        return "INSERT INTO " + Quoting.qualified(shape.schema(), shape.name()) + " ("
                + columns.stream()
                        .map(column -> Quoting.identifier(column.name()))
                        .collect(Collectors.joining(", "))
                + ") OVERRIDING SYSTEM VALUE VALUES "
                + numbers.stream()
                        .map(i -> "(" + String.join(", ", literals(rows.get(i))) + ")")
                        .collect(Collectors.joining(", "));
    }

    /** The SQLSTATE with which PostgreSQL refuses a statement; empty if it accepts it. */
    private String refusal(String sql) {
        handle.savepoint("before");
        try {
            run(sql);
            handle.releaseSavepoint("before");
            return "";
        } catch (UnableToExecuteStatementException e) {
            handle.rollbackToSavepoint("before");
            return ((SQLException) e.getCause()).getSQLState();
        }
    }

    /** What a SQLSTATE is called among the faults of rows. */
    static String kind(String state) {
        return switch (state) {
            case "23502" -> "VALUE_MISSING";
            case "23514", "22012" -> "CHECK_FAILED";
            case "23505" -> "KEY";
            case "23503" -> "NO_SUCH_REFERENCE";
            case "23P01" -> "EXCLUDED";
            default -> state.startsWith("22") ? "BAD_VALUE" : state;
        };
    }

    static Map<Integer, String> kinds(Map<Integer, Reject> rejects) {
        return mapped(
                rejects,
                reject -> List.of("DUPLICATE_KEY", "KEY_TAKEN").contains(reject.code()) ? "KEY" : reject.code());
    }

    static <T> Map<Integer, String> mapped(Map<Integer, T> map, Function<T, String> name) {
        Map<Integer, String> mapped = new LinkedHashMap<>();
        map.forEach((row, value) -> mapped.put(row, name.apply(value)));
        return mapped;
    }
}
