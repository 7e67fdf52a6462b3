package org.schemuse.importer.table.shape;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.postgres.Quoting;

/**
 * Reads the shapes of tables from the system catalog of PostgreSQL 15 to 18.
 *
 * <p>The table is found by its schema, whatever the {@code search_path} is. Types, expressions and operators are written as
 * the server writes them: without a schema if the {@code search_path} finds them, with it otherwise. So their SQL has its
 * meaning under the {@code search_path} that the connection has while the shape is read.
 *
 * <p>Some of what the server may refuse is left out, so the server has the last word on it: foreign keys with PERIOD and those to rows that this role may
 * not see, checks that
 * read the row as a whole or a system column, invalid indexes, the bounds of partitions, empty ranges in keys WITHOUT OVERLAPS, triggers and policies. Constraints that
 * are NOT ENFORCED are left out too; those that are NOT VALID are not, because they judge new rows.
 */
public final class TableShapes {
    /** What a text constant, a quoted name and the word VALUE are in the server's own SQL, which doubles quotes in both. */
    private static final Pattern VALUE =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![\\w$])(?<value>VALUE)(?![\\w$])");

    private static final String RELATION = """
            SELECT c.oid AS oid, c.relkind::text AS kind, row_security_active(c.oid) AS secured
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = :schema AND c.relname = :name AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String NAMES = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = :schema AND c.relkind IN ('r', 'p', 'f')
            ORDER BY 1
            """;

    /** The domains of each column, from that of the column down, and the type under the last. */
    private static final String DOMAINS = """
            WITH RECURSIVE domains AS (
                SELECT a.attnum, t.oid, t.typbasetype AS base, t.typtypmod AS modifier, t.typnotnull AS required, 1 AS depth
                FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid AND t.typtype = 'd'
                WHERE a.attrelid = :oid AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT d.attnum, t.oid, t.typbasetype, t.typtypmod, t.typnotnull, d.depth + 1
                FROM domains d JOIN pg_type t ON t.oid = d.base AND t.typtype = 'd')
            """;

    private static final String COLUMNS = DOMAINS + """
            , lowest AS (
                SELECT DISTINCT ON (attnum) attnum, base, modifier, bool_or(required) OVER (PARTITION BY attnum) AS required
                FROM domains ORDER BY attnum, depth DESC)
            SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, b.oid AS base,
                format_type(b.oid, coalesce(l.modifier, a.atttypmod)) AS base_type,
                coalesce(l.modifier, a.atttypmod) AS modifier, t.typtype = 'd' AS domain,
                ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = b.oid ORDER BY enumsortorder) AS labels,
                coalesce(e.oid, 0) AS element,
                ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = e.oid ORDER BY enumsortorder) AS element_labels,
                a.attnotnull OR coalesce(l.required, false) AS required,
                CASE WHEN a.attgenerated <> '' OR a.attidentity <> '' THEN NULL
                    ELSE coalesce(pg_get_expr(d.adbin, d.adrelid), pg_get_expr(t.typdefaultbin, 0),
                        quote_literal(t.typdefault) || '::' || format_type(t.oid, -1)) END AS default_expression,
                a.attgenerated <> '' AS generated, a.attidentity::text AS identity
            FROM pg_attribute a
                JOIN pg_type t ON t.oid = a.atttypid
                LEFT JOIN lowest l ON l.attnum = a.attnum
                JOIN pg_type b ON b.oid = coalesce(l.base, a.atttypid)
                LEFT JOIN pg_type e ON e.oid = b.typelem AND e.typarray = b.oid
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = :oid AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """;

    /** The keys of index {@code i}, without the columns that it only includes. */
    private static final String KEYS = """
            LATERAL (
                SELECT array_agg(p.part ORDER BY k) AS keys,
                    array_agg(a.attname::text ORDER BY k) FILTER (WHERE a.attname IS NOT NULL) AS columns,
                    array_agg(p.operator ORDER BY k) AS operators,
                    array_agg(p.part || ' ' || p.operator_class || ' WITH ' || p.operator ORDER BY k) AS parts,
                    ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = i.indrelid AND attnum > 0
                        AND (attnum IN (SELECT i.indkey[k] FROM generate_series(0, i.indnkeyatts - 1) k) OR attnum IN (
                            SELECT refobjsubid FROM pg_depend WHERE refobjid = i.indrelid AND refobjsubid > 0
                                AND classid = 'pg_class'::regclass AND objid = i.indexrelid
                                AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)))
                        ORDER BY attnum) AS reads
                FROM generate_series(0, i.indnkeyatts - 1) k
                    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k] AND a.attnum > 0
                    LEFT JOIN pg_collation co ON co.oid = i.indcollation[k] AND NOT co.collisdeterministic
                    LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
                    JOIN pg_opclass oc ON oc.oid = i.indclass[k]
                    LEFT JOIN pg_amop ao ON ao.amopfamily = oc.opcfamily AND ao.amopstrategy = 3
                        AND ao.amoplefttype = oc.opcintype AND ao.amoprighttype = oc.opcintype
                        AND oc.opcmethod = 403
                    LEFT JOIN pg_operator o ON o.oid = coalesce(c.conexclop[k + 1], ao.amopopr)
                    LEFT JOIN pg_namespace pn ON pn.oid = o.oprnamespace
                    JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace,
                    LATERAL (
                        SELECT coalesce(quote_ident(a.attname), '(' || pg_get_indexdef(i.indexrelid, k + 1, false) || ')')
                                || coalesce(' COLLATE ' || quote_ident(cn.nspname) || '.' || quote_ident(co.collname), '') AS part,
                            coalesce('OPERATOR(' || quote_ident(pn.nspname) || '.' || o.oprname || ')', 'OPERATOR(pg_catalog.=)')
                                AS operator,
                            quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) AS operator_class) p) key
            """;

    private static final String UNIQUES = """
            SELECT coalesce(c.conname, x.relname) AS name, i.indisprimary AS is_primary, key.*,
                pg_get_expr(i.indpred, i.indrelid) AS predicate, NOT i.indnullsnotdistinct AS nulls_distinct,
                coalesce(c.condeferrable, false) AS is_deferrable
            FROM pg_index i
                JOIN pg_class x ON x.oid = i.indexrelid
                LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
                    AND c.contype IN ('p', 'u', 'x'),
            """ + KEYS + """
            WHERE i.indrelid = :oid AND i.indisunique AND i.indisvalid AND NOT i.indisexclusion
            ORDER BY NOT i.indisprimary, c.oid IS NULL, name
            """;

    private static final String EXCLUSIONS = """
            SELECT c.conname AS name, key.*, pg_get_expr(i.indpred, i.indrelid) AS predicate,
                'EXCLUDE USING ' || quote_ident(m.amname) || ' (' || array_to_string(key.parts, ', ') || ')'
                    || coalesce(' WHERE (' || pg_get_expr(i.indpred, i.indrelid) || ')', '') AS definition
            FROM pg_constraint c
                JOIN pg_index i ON i.indexrelid = c.conindid
                JOIN pg_class x ON x.oid = i.indexrelid
                JOIN pg_am m ON m.oid = x.relam,
            """ + KEYS + """
            WHERE c.conrelid = :oid AND c.conexclop IS NOT NULL AND c.contype IN ('p', 'u', 'x')
            ORDER BY name
            """;

    /** A key to a partitioned table has one more constraint for each of its partitions, which are not asked for. */
    private static final String FOREIGN_KEYS = """
            SELECT c.conname AS name, key.*, quote_ident(n.nspname) || '.' || quote_ident(t.relname) AS target,
                c.confrelid = c.conrelid AS is_self, c.confmatchtype = 'f' AS is_full,
                c.condeferrable AS is_deferrable
            FROM pg_constraint c
                JOIN pg_class t ON t.oid = c.confrelid
                JOIN pg_namespace n ON n.oid = t.relnamespace,
                LATERAL (
                    SELECT array_agg(a.attname::text ORDER BY k) AS columns, array_agg(b.attname::text ORDER BY k) AS target_columns,
                        array_agg('OPERATOR(' || quote_ident(pn.nspname) || '.' || o.oprname || ')' ORDER BY k) AS operators
                    FROM generate_subscripts(c.conkey, 1) k
                        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[k]
                        JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[k]
                        JOIN pg_operator o ON o.oid = c.conpfeqop[k]
                        JOIN pg_namespace pn ON pn.oid = o.oprnamespace) key
            WHERE c.conrelid = :oid AND c.contype = 'f'
                AND coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true)
                AND NOT coalesce((to_jsonb(c) ->> 'conperiod')::boolean, false)
                AND NOT row_security_active(c.confrelid) AND has_schema_privilege(n.oid, 'USAGE')
                AND NOT EXISTS (
                    SELECT FROM unnest(c.confkey) k WHERE NOT has_column_privilege(c.confrelid, k, 'SELECT'))
                AND NOT (c.conparentid <> 0 AND EXISTS (
                    SELECT FROM pg_constraint o WHERE o.conrelid = c.conrelid AND o.contype = 'f' AND o.conkey = c.conkey
                        AND o.confrelid <> c.confrelid
                        AND o.confrelid IN (SELECT relid FROM pg_partition_ancestors(c.confrelid))))
            ORDER BY name
            """;

    private static final String CHECKS = DOMAINS + """
            SELECT c.conname AS name, pg_get_expr(c.conbin, c.conrelid) AS expression, false AS is_domain,
                ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = :oid AND attnum = ANY (c.conkey)
                    ORDER BY array_position(c.conkey, attnum)) AS columns
            FROM pg_constraint c
            WHERE c.conrelid = :oid AND c.contype = 'c' AND 0 < ALL (coalesce(c.conkey, '{}'))
                AND coalesce((to_jsonb(c) ->> 'conenforced')::boolean, true)
            UNION ALL
            SELECT c.conname, pg_get_expr(c.conbin, 0), true, ARRAY[a.attname::text]
            FROM domains d
                JOIN pg_constraint c ON c.contypid = d.oid AND c.contype = 'c'
                JOIN pg_attribute a ON a.attrelid = :oid AND a.attnum = d.attnum
            """;

    private TableShapes() {}

    /**
     * The shape of a table, a view or a foreign table.
     *
     * @param schema as the system catalog has it, without quotes
     * @param table as the system catalog has it, without quotes
     * @return empty if the schema has none of that name
     */
    public static Optional<TableShape> read(Handle handle, String schema, String table) {
        return handle.createQuery(RELATION)
                .bind("schema", schema)
                .bind("name", table)
                .map((row, context) -> {
                    long oid = row.getLong("oid");
                    return new TableShape(
                            schema,
                            table,
                            kind(row.getString("kind")),
                            list(handle, COLUMNS, oid, (r, c) -> column(r)),
                            list(handle, UNIQUES, oid, (r, c) -> unique(r)),
                            list(handle, FOREIGN_KEYS, oid, (r, c) -> foreignKey(r)),
                            checks(handle, oid),
                            list(handle, EXCLUSIONS, oid, (r, c) -> exclusion(r)),
                            row.getBoolean("secured"));
                })
                .findOne();
    }

    /**
     * Tables of a schema whose names are like {@code name}, for an error message: the nearest first, at most three.
     *
     * @param name that no table has
     * @return as the system catalog has them; none if no name is like it
     */
    public static List<String> nearest(Handle handle, String schema, String name) {
        return NearName.of(name, names(handle, schema)).stream().limit(3).toList();
    }

    /** The tables of a schema that can have rows, by name. */
    public static List<String> names(Handle handle, String schema) {
        return handle.createQuery(NAMES)
                .bind("schema", schema)
                .mapTo(String.class)
                .list();
    }

    /**
     * As {@link #read}.
     *
     * @throws ImportRefusedException if the schema has none of that name, with those that are like it
     */
    public static TableShape existing(Handle handle, String schema, String table) {
        return read(handle, schema, table).orElseThrow(() -> {
            List<String> nearest = nearest(handle, schema, table);
            return new ImportRefusedException("schema \"" + schema + "\" has no table \"" + table + "\""
                    + (nearest.isEmpty() ? "" : ", did you mean " + String.join(" or ", nearest) + "?"));
        });
    }

    private static <T> List<T> list(Handle handle, String query, long oid, RowMapper<T> mapper) {
        return handle.createQuery(query).bind("oid", oid).map(mapper).list();
    }

    private static TableShape.Kind kind(String letter) {
        return switch (letter) {
            case "p" -> TableShape.Kind.PARTITIONED;
            case "v" -> TableShape.Kind.VIEW;
            case "m" -> TableShape.Kind.MATERIALIZED_VIEW;
            case "f" -> TableShape.Kind.FOREIGN;
            default -> TableShape.Kind.TABLE;
        };
    }

    private static ColumnShape column(ResultSet row) throws SQLException {
        return new ColumnShape(
                row.getString("name"),
                row.getString("type"),
                row.getLong("base"),
                row.getString("base_type"),
                row.getInt("modifier"),
                row.getBoolean("domain"),
                texts(row, "labels"),
                row.getLong("element"),
                texts(row, "element_labels"),
                row.getBoolean("required"),
                row.getString("default_expression"),
                row.getBoolean("generated"),
                switch (row.getString("identity")) {
                    case "a" -> ColumnShape.Identity.ALWAYS;
                    case "d" -> ColumnShape.Identity.BY_DEFAULT;
                    default -> ColumnShape.Identity.NONE;
                });
    }

    private static TableShape.Unique unique(ResultSet row) throws SQLException {
        return new TableShape.Unique(
                row.getString("name"),
                row.getBoolean("is_primary"),
                texts(row, "keys"),
                texts(row, "columns"),
                texts(row, "reads"),
                texts(row, "operators"),
                row.getString("predicate"),
                row.getBoolean("nulls_distinct"),
                row.getBoolean("is_deferrable"));
    }

    private static TableShape.ForeignKey foreignKey(ResultSet row) throws SQLException {
        return new TableShape.ForeignKey(
                row.getString("name"),
                texts(row, "columns"),
                row.getString("target"),
                texts(row, "target_columns"),
                texts(row, "operators"),
                row.getBoolean("is_self"),
                row.getBoolean("is_full"),
                row.getBoolean("is_deferrable"));
    }

    private static List<TableShape.Check> checks(Handle handle, long oid) {
        return list(handle, CHECKS, oid, (row, context) -> check(row)).stream()
                .sorted(Comparator.comparing(TableShape.Check::name)
                        .thenComparing(check -> String.join(",", check.columns())))
                .toList();
    }

    private static TableShape.Check check(ResultSet row) throws SQLException {
        List<String> columns = texts(row, "columns");
        String expression = row.getString("expression");
        return new TableShape.Check(
                row.getString("name"),
                columns,
                row.getBoolean("is_domain") ? aboutColumn(expression, columns.get(0)) : expression);
    }

    /** The expression of a domain's check, about a column of that domain. */
    static String aboutColumn(String expression, String column) {
        return VALUE.matcher(expression)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) == null ? found.group() : Quoting.identifier(column)));
    }

    private static TableShape.Exclusion exclusion(ResultSet row) throws SQLException {
        return new TableShape.Exclusion(
                row.getString("name"),
                row.getString("definition"),
                texts(row, "reads"),
                texts(row, "keys"),
                texts(row, "operators"),
                row.getString("predicate"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
