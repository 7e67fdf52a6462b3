package org.schemuse.importer.table.judge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Exclusion;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.postgres.Quoting;

/**
 * The staged rows that are not rejected yet, as they will be in the table: a text has its column's type, and a column that the
 * file does not fill has its default. Columns whose values only the INSERT makes are unknown: generated ones, identities, and
 * those with a default that is another for each row. No constraint that reads one of them is judged.
 */
final class StagedRows {
    private final StagedTable staged;
    private final Rejects rejects;

    /** What stands for a column in the staged row {@code s}, by its name. */
    private final Map<String, String> values = new LinkedHashMap<>();

    StagedRows(StagedTable staged, Rejects rejects) {
        this.staged = staged;
        this.rejects = rejects;
        for (ColumnShape column : staged.shape().columns()) {
            String value = valueOf(column);
            if (value != null) {
                values.put(column.name(), value);
            }
        }
    }

    private @Nullable String valueOf(ColumnShape column) {
        String name = "s." + Quoting.identifier(column.name());
        if (staged.columns().contains(column)) {
            String value = staged.asText().contains(column) ? name + "::" + column.baseTypeName() : name;
            return staged.leavesOut() ? orDefault(column, value) : value;
        }
        String expression = column.defaultExpression();
        if (expression == null) {
            return column.hasDefault() ? null : "NULL::" + column.baseTypeName();
        }
        return isVolatile(expression) ? null : "(SELECT (" + expression + ")::" + column.baseTypeName() + ")";
    }

    /** A default that is another for each row is no value yet, and no constraint minds NULL in its place. */
    private String orDefault(ColumnShape column, String value) {
        String expression = column.defaultExpression();
        return expression == null || isVolatile(expression)
                ? value
                : "CASE WHEN " + Quoting.literal(column.name()) + " = ANY (s.schemuse_absent) THEN (SELECT ("
                        + expression + ")::" + column.baseTypeName() + ") ELSE " + value + " END";
    }

    /** Whether an expression calls a function that may return something else for each row. */
    private boolean isVolatile(String expression) {
        return rejects.is("EXISTS (SELECT FROM regexp_matches(" + Quoting.literal(expression)
                + ", '([\\w$]+|\"(?:[^\"]|\"\")+\")\\s*\\(', 'g') m JOIN pg_proc p"
                + " ON p.proname = replace(trim(both '\"' from m[1]), '\"\"', '\"') WHERE p.provolatile = 'v')");
    }

    StagedTable staged() {
        return staged;
    }

    TableShape shape() {
        return staged.shape();
    }

    boolean knows(Collection<String> columns) {
        return values.keySet().containsAll(columns);
    }

    /** Whether columns are in the staging table as they will be in the table. */
    boolean asStaged(Collection<String> columns) {
        return columns.stream().allMatch(name -> ("s." + Quoting.identifier(name)).equals(values.get(name)));
    }

    /** Uniques that can be judged and that rows of this file can break. */
    boolean canBreak(Unique unique) {
        return knows(unique.reads())
                && canCompute(unique.keys(), unique.predicate(), unique.keys().equals(quoted(unique.columns())))
                && !(unique.nullsDistinct() && unique.columns().stream().anyMatch(this::isAlwaysNull));
    }

    /** Exclusion constraints that can be judged. */
    boolean canBreak(Exclusion exclusion) {
        return knows(exclusion.reads()) && canCompute(exclusion.keys(), exclusion.predicate(), false);
    }

    /** Whether keys can be computed for every row; if not, the server says for which row they cannot. */
    private boolean canCompute(List<String> keys, @Nullable String predicate, boolean plain) {
        return (plain && predicate == null)
                || rejects.trial(() -> rejects.count("count(ROW(" + String.join(", ", names("schemuse_k", keys.size()))
                        + ")) FROM " + keyed("", keys, rows(), predicate) + " k"));
    }

    private boolean isAlwaysNull(String column) {
        return values.getOrDefault(column, "").startsWith("NULL::");
    }

    /** The columns that are compared with those of other rows, for after ANALYZE: statistics of long texts take long. */
    String comparedColumns() {
        Stream<String> compared = Stream.of(
                        shape().uniques().stream().flatMap(unique -> unique.reads().stream()),
                        shape().exclusions().stream().flatMap(exclusion -> exclusion.reads().stream()),
                        shape().foreignKeys().stream().flatMap(key -> key.columns().stream()))
                .flatMap(columns -> columns);
        List<String> filled = staged.columns().stream().map(ColumnShape::name).toList();
        return compared.filter(filled::contains)
                .distinct()
                .map(column -> ", " + Quoting.identifier(column))
                .collect(Collectors.joining("", " (schemuse_row", ")"));
    }

    /** The rows under the name of their table, for after FROM; expressions of its constraints may stand beside it. */
    String rows() {
        return rows(values.keySet());
    }

    /** As {@link #rows()}, with some of the columns. */
    String rows(Collection<String> columns) {
        return rows(columns, rejects.condition());
    }

    /** As {@link #rows(Collection)}, with rejected ones. */
    String allRows(Collection<String> columns) {
        return rows(columns, "");
    }

    private String rows(Collection<String> columns, String condition) {
        return "(SELECT s.schemuse_row, s.schemuse_line"
                + columns.stream()
                        .map(column -> ", " + values.get(column) + " AS " + Quoting.identifier(column))
                        .collect(Collectors.joining())
                + " FROM " + staged.name() + " s" + condition + ") AS "
                + Quoting.identifier(shape().name());
    }

    /** The table's own rows. */
    String table() {
        String name = Quoting.qualified(shape().schema(), shape().name());
        return (shape().kind() == TableShape.Kind.PARTITIONED ? "" : "ONLY ") + name + " AS "
                + Quoting.identifier(shape().name());
    }

    /**
     * Keys of rows under plain names, for after FROM: {@code schemuse_k1} and so on, after what {@code more} selects.
     *
     * @param predicate that they fulfil; {@code null} if there is none
     */
    static String keyed(String more, List<String> keys, String rows, @Nullable String predicate) {
        return "(SELECT " + more + numbered("schemuse_k", keys) + " FROM " + rows
                + (predicate == null ? "" : " WHERE (" + predicate + ")") + ")";
    }

    /** Expressions under numbered names. */
    static String numbered(String name, List<String> expressions) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expressions.get(i) + " AS " + name + (i + 1))
                .collect(Collectors.joining(", "));
    }

    /** Numbered names, after that of their relation. */
    static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    static String noneNull(List<String> expressions) {
        return expressions.stream().map(e -> e + " IS NOT NULL").collect(Collectors.joining(" AND "));
    }

    /** That keys of two relations are equal, or whatever else their operators say. */
    static String matching(String left, List<String> operators, String right) {
        return IntStream.range(0, operators.size())
                .mapToObj(i -> left + (i + 1) + " " + operators.get(i) + " " + right + (i + 1))
                .collect(Collectors.joining(" AND "));
    }

    /** As {@link #matching}, with NULL equal to NULL. */
    static String matchingWithNulls(String left, List<String> operators, String right) {
        return IntStream.range(0, operators.size())
                .mapToObj(i -> "(" + left + (i + 1) + " " + operators.get(i) + " " + right + (i + 1) + " OR " + left
                        + (i + 1) + " IS NULL AND " + right + (i + 1) + " IS NULL)")
                .collect(Collectors.joining(" AND "));
    }

    static List<String> quoted(List<String> columns) {
        return columns.stream().map(Quoting::identifier).toList();
    }
}
