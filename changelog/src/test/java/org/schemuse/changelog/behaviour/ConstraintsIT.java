package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.catalog.Catalog;

/** What every catalog holds its rows to, as the live catalog has it: nothing here names a table. */
@ParameterizedClass
@MethodSource("catalogs")
class ConstraintsIT {
    private static final Pattern VALUE = Pattern.compile("'([^']*)'::");

    private static final String TABLES = "SELECT c.oid, quote_ident(c.relname) AS table_name FROM pg_class c"
            + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
            + " AND NOT c.relispartition AND c.relname NOT LIKE 'databasechangelog%'";

    private static final String COLUMNS =
            "SELECT c.table_name, quote_ident(a.attname) AS column_name, a.atttypid::regtype::text AS type_name"
                    + " FROM (" + TABLES + ") c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                    + " AND NOT a.attisdropped AND a.attgenerated = '' ";

    @Parameter
    CatalogRows catalog;

    private InstalledCatalog installed;
    private Handle root;

    static List<CatalogRows> catalogs() {
        return CatalogRows.all();
    }

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(catalog, Installer.SUPERUSER);
        root = installed.root();
        catalog.fill(root);
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void everyCatalogIsTriedAndEveryTableHasARow() {
        assertThat(catalogs())
                .extracting(CatalogRows::catalog)
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.all().stream().map(Catalog::name).toList());
        for (String table : texts(root, "SELECT table_name FROM (" + TABLES + ") t")) {
            assertThat(texts(root, "SELECT count(*) FROM " + table)).as(table).doesNotContain("0");
        }
    }

    @Test
    void everyCatalogIsInTheIsolationMatrixOrHasNoRowSecurityAtAll() {
        List<String> guarded = texts(
                root,
                "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
                        + " AND (c.relrowsecurity OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))");
        assertThat(guarded.isEmpty()).isEqualTo(!(catalog instanceof Tenancy));
    }

    @Test
    void c06UpdatedAtMovesWhateverTheStatementSaysAndCreatedAtStays() {
        List<Map<String, Object>> columns = rows(COLUMNS + "WHERE a.attname IN ('updated_at', 'last_updated')");
        assertThat(columns).hasSizeGreaterThan(1);
        for (Map<String, Object> column : columns) {
            String table = (String) column.get("table_name");
            String updated = (String) column.get("column_name");
            boolean hasBirth = rows(COLUMNS + "WHERE a.attname = 'created_at'").stream()
                    .anyMatch(other -> table.equals(other.get("table_name")));
            String births =
                    hasBirth ? "SELECT array_agg(created_at ORDER BY created_at)::text FROM " + table : "SELECT ''";
            List<String> before = texts(root, births);
            String last =
                    texts(root, "SELECT max(" + updated + ") FROM " + table).get(0);

            root.execute("UPDATE " + table + " SET " + updated + " = '2001-01-01'");

            assertThat(texts(root, "SELECT bool_and(" + updated + " > ?::timestamptz) FROM " + table, last))
                    .as(table)
                    .containsExactly("t");
            assertThat(texts(root, births)).as(table).isEqualTo(before);
        }
    }

    @Test
    void c07ClosedListsTakeTheirValuesAndNoOther() {
        List<Map<String, Object>> lists =
                rows("SELECT c.table_name, quote_ident(a.attname) AS column_name, k.conname AS name,"
                        + " pg_get_constraintdef(k.oid) AS definition FROM (" + TABLES + ") c"
                        + " JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c' AND cardinality(k.conkey) = 1"
                        + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]"
                        + " WHERE pg_get_constraintdef(k.oid) ~ '= ANY \\(\\(?ARRAY'");
        assertThat(lists).isNotEmpty();
        withoutTriggers();
        for (Map<String, Object> list : lists) {
            String update = "UPDATE " + list.get("table_name") + " SET " + list.get("column_name") + " = ?";
            List<String> values = VALUE.matcher((String) list.get("definition"))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(values).as(update).hasSizeGreaterThan(1);
            // Another rule may have a word too, such as the sign that a kind of movement has.
            values.forEach(value -> assertThat(refusingConstraint(update, value))
                    .as(update + value)
                    .isNotEqualTo(Optional.of(list.get("name"))));
            Stream.of("", " ", "no such value", values.get(0) + " ", otherCase(values.get(0)))
                    .forEach(value -> assertThat(SqlState.of(() -> root.execute(update, value)))
                            .as(update + value)
                            .isEqualTo(SqlState.CHECK));
        }
    }

    @Test
    void c07EnumsTakeTheirLabelsAndNoOther() {
        for (Map<String, Object> column : rows(COLUMNS + "JOIN pg_type y ON y.oid = a.atttypid AND y.typtype = 'e'")) {
            String type = (String) column.get("type_name");
            List<String> labels = texts(root, "SELECT enumlabel FROM pg_enum WHERE enumtypid = ?::regtype", type);
            String update =
                    "UPDATE " + column.get("table_name") + " SET " + column.get("column_name") + " = ?::" + type;
            labels.forEach(
                    label -> assertThat(root.execute(update, label)).as(update).isPositive());
            Stream.of("", " ", "no such value", labels.get(0) + " ", otherCase(labels.get(0)))
                    .forEach(value -> assertThat(SqlState.of(() -> root.execute(update, value)))
                            .as(update + value)
                            .isEqualTo(SqlState.NO_ENUM_VALUE));
        }
    }

    @Test
    void c09WhatMustBeThereCannotBeTakenAway() {
        List<Map<String, Object>> columns = rows(COLUMNS + "WHERE a.attnotnull");
        assertThat(columns).hasSizeGreaterThan(30);
        withoutTriggers();
        for (Map<String, Object> column : columns) {
            String update = "UPDATE " + column.get("table_name") + " SET " + column.get("column_name") + " = NULL";
            assertThat(SqlState.of(() -> root.execute(update))).as(update).isEqualTo(SqlState.NOT_NULL);
        }
    }

    /** Each unique index is tried alone: the others of its table are dropped first. */
    @Test
    void c09WhatIsUniqueIsTakenOnce() {
        List<Map<String, Object>> indexes = rows("SELECT c.table_name, i.indexrelid::regclass::text AS name" + " FROM ("
                + TABLES + ") c JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique");
        assertThat(indexes).hasSizeGreaterThan(6);
        withoutTriggers();
        for (Map<String, Object> index : indexes) {
            String table = (String) index.get("table_name");
            root.begin();
            indexes.stream()
                    .filter(other -> other.get("table_name").equals(table) && !other.equals(index))
                    .forEach(other -> drop(table, (String) other.get("name")));
            String columns = String.join(
                    ", ",
                    rows(COLUMNS + "WHERE c.table_name = '" + table + "' ORDER BY a.attnum").stream()
                            .map(column -> (String) column.get("column_name"))
                            .toList());
            assertThat(SqlState.of(() -> root.execute(
                            "INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + table)))
                    .as(index.toString())
                    .isEqualTo(SqlState.UNIQUE);
            root.rollback();
        }
    }

    /** Checks are dropped first: one that compares two columns would have a word about the default of one of them. */
    @Test
    void c09NothingSaidMeansTheDefault() {
        List<Map<String, Object>> defaults = rows(COLUMNS.replace(
                        "SELECT c.table_name", "SELECT pg_get_expr(d.adbin, d.adrelid) AS expression, c.table_name")
                + "JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum");
        assertThat(defaults).hasSizeGreaterThan(20);
        withoutTriggers();
        for (Map<String, Object> column : defaults) {
            String table = (String) column.get("table_name");
            String name = (String) column.get("column_name");
            root.begin();
            String given = String.join(
                    ", ",
                    rows(COLUMNS + "WHERE c.table_name = '" + table + "' ORDER BY a.attnum").stream()
                            .map(other -> (String) other.get("column_name"))
                            .filter(other -> !other.equals(name))
                            .toList());
            texts(root, "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = ?::regclass", table)
                    .forEach(check -> root.execute("ALTER TABLE " + table + " DROP CONSTRAINT " + check));
            root.execute("CREATE TEMP TABLE taken ON COMMIT DROP AS SELECT * FROM " + table + " LIMIT 1");
            root.execute("DELETE FROM " + table);
            root.execute("INSERT INTO " + table + " (" + given + ") SELECT " + given + " FROM taken");
            String expression = (String) column.get("expression");
            String expected = expression.contains("(") ? name + " IS NOT NULL" : name + " = " + expression;
            assertThat(texts(root, "SELECT " + expected + " FROM " + table))
                    .as("%s.%s: %s", table, name, expression)
                    .containsExactly("t");
            root.rollback();
        }
    }

    /** Triggers and foreign keys look away; NOT NULL, CHECK and UNIQUE do not. */
    private void withoutTriggers() {
        root.execute("SET session_replication_role TO replica");
    }

    private void drop(String table, String index) {
        boolean constraint = !texts(root, "SELECT 1 FROM pg_constraint WHERE conindid = ?::regclass", index)
                .isEmpty();
        root.execute(
                constraint ? "ALTER TABLE " + table + " DROP CONSTRAINT " + index + " CASCADE" : "DROP INDEX " + index);
    }

    /** The check that refuses a value; empty if none does. */
    private Optional<String> refusingConstraint(String update, String value) {
        try {
            root.execute(update, value);
            return Optional.empty();
        } catch (UnableToExecuteStatementException e) {
            return Optional.of((PSQLException) e.getCause())
                    .map(PSQLException::getServerErrorMessage)
                    .map(ServerErrorMessage::getConstraint);
        }
    }

    private static String otherCase(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.equals(value) ? value.toLowerCase(Locale.ROOT) : upper;
    }

    private List<Map<String, Object>> rows(String sql) {
        return root.select(sql).mapToMap().list();
    }
}
