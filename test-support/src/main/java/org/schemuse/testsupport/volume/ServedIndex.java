package org.schemuse.testsupport.volume;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An index as the live catalog has it, and the queries that it is for: made of its definition and of values that are
 * in its table.
 *
 * @param name without its schema
 * @param partitions names of its parts where the table is partitioned
 * @param table as SQL names it
 * @param method {@code btree} or {@code gin}
 * @param keys columns or expressions
 * @param predicate of a partial index; {@code true} where it has every row
 */
public record ServedIndex(
        String name, List<String> partitions, String table, String method, List<String> keys, String predicate) {
    private static final String INDEXES = """
            SELECT x.relname, i.indrelid::regclass::text, m.amname, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'),
                array(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k),
                array(SELECT c.relname FROM pg_partition_tree(i.indexrelid) p JOIN pg_class c ON c.oid = p.relid)
            FROM pg_index i
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_am m ON m.oid = x.relam
            WHERE t.relnamespace = current_schema()::regnamespace
                AND NOT t.relispartition AND t.relname NOT LIKE 'databasechangelog%'
            ORDER BY 2, 1""";

    /** Of the schema that is first in the search path; the ledger's are not among them. */
    public static List<ServedIndex> all(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            List<ServedIndex> indexes = new ArrayList<>();
            while (rows.next()) {
                indexes.add(new ServedIndex(
                        rows.getString(1),
                        texts(rows, 6),
                        rows.getString(2),
                        rows.getString(3),
                        texts(rows, 5),
                        rows.getString(4)));
            }
            return indexes;
        }
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return List.of((String[]) rows.getArray(column).getArray());
    }

    /**
     * Values that the keys have in the table, rarest first, as text.
     *
     * @param connection sees what its role may see
     */
    public List<List<String>> values(Connection connection, int atMost) throws SQLException {
        String list = String.join(", ", keys);
        String sql = "SELECT " + keys.stream().map(this::operand).collect(Collectors.joining(", ")) + " FROM " + table
                + " WHERE " + predicate
                + keys.stream().map(key -> " AND " + key + " IS NOT NULL").collect(Collectors.joining())
                + " GROUP BY " + list + " ORDER BY count(*), md5(ROW(" + list + ")::text) LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, atMost);
            List<List<String>> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= keys.size(); i++) {
                        row.add(rows.getString(i));
                    }
                    values.add(row);
                }
            }
            return values;
        }
    }

    /** The text search of an index over words; of any other, the value itself. */
    private String operand(String key) {
        return isText(key) ? "array_to_string(tsvector_to_array(" + key + "), ' & ')" : "(" + key + ")::text";
    }

    private static boolean isText(String key) {
        return key.startsWith("to_tsvector(");
    }

    /** Equality with every key, or what comes nearest to it for the kind of index. A question mark stands for a value. */
    public String condition() {
        return condition(keys.size());
    }

    private String condition(int count) {
        return keys.stream().limit(count).map(key -> key + comparison(key)).collect(Collectors.joining(" AND "))
                + (predicate.equals("true") ? "" : " AND " + predicate);
    }

    private String comparison(String key) {
        if (method.equals("gin")) {
            return isText(key) ? " @@ to_tsquery('english', ?)" : " @> ?";
        }
        return " = ?";
    }

    /** The queries that may need this index and not another, the plainest first; values as literals. */
    public List<String> queries(List<String> values) {
        String where = " FROM " + table + " WHERE ";
        List<String> queries = new ArrayList<>();
        queries.add("SELECT *" + where + with(values, condition()));
        if (method.equals("btree")) {
            queries.add("SELECT " + String.join(", ", keys) + where + with(values, condition()));
            queries.add("SELECT *" + where
                    + with(
                            values,
                            condition(keys.size() - 1)
                                    .replaceFirst("^ AND ", "")
                                    .replaceFirst("^$", "true")) + " ORDER BY " + String.join(", ", keys)
                    + " LIMIT 20");
            queries.add("SELECT " + keys.get(0) + where + with(values, condition(1)));
        }
        return queries;
    }

    private static String with(List<String> values, String condition) {
        return IntStream.range(0, values.size())
                .boxed()
                .reduce(condition, (sql, i) -> sql.replaceFirst("\\?", quoted(values.get(i))), (left, right) -> right);
    }

    private static String quoted(String value) {
        return java.util.regex.Matcher.quoteReplacement("'" + value.replace("'", "''") + "'");
    }

    /** Whether a plan names it, or one of its parts. */
    public boolean isNamedIn(String plan) {
        return IntStream.range(-1, partitions.size())
                .mapToObj(i -> i < 0 ? name : partitions.get(i))
                .anyMatch(each -> Pattern.compile("\\b" + Pattern.quote(each) + "\\b")
                        .matcher(plan)
                        .find());
    }
}
