package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** What every catalog holds its rows to, as the live catalog has it: nothing here names a table. */
@ParameterizedClass
@MethodSource("catalogs")
class ConstraintsIT {
    private static final Pattern VALUE = Pattern.compile("'([^']*)'::");

    @Parameter
    Tenancy tenancy;

    private InstalledCatalog installed;
    private Handle root;

    static Stream<Tenancy> catalogs() {
        return Stream.of(new VibecoderTenancy(), new PromptpalTenancy());
    }

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(tenancy, Installer.SUPERUSER);
        root = installed.root();
        tenancy.fill(root, UUID.fromString("11111111-1111-4111-8111-111111111111"));
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void c06UpdatedAtMovesWhateverTheStatementSaysAndCreatedAtStays() {
        List<String> tables = root.select(
                        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'updated_at'")
                .mapTo(String.class)
                .list();
        assertThat(tables).hasSizeGreaterThan(6);
        for (String table : tables) {
            String created = text("SELECT min(created_at)::text || max(created_at) FROM " + table);
            root.execute("UPDATE " + table + " SET updated_at = '2001-01-01'");
            assertThat(text("SELECT bool_and(updated_at > created_at)::text FROM " + table))
                    .as(table)
                    .isEqualTo("true");
            assertThat(text("SELECT min(created_at)::text || max(created_at) FROM " + table))
                    .as(table)
                    .isEqualTo(created);
        }
    }

    @Test
    void c07ListsOfValuesAreClosed() {
        List<Map<String, Object>> lists = root.select(
                        "SELECT c.relname AS table_name, a.attname AS column_name, pg_get_constraintdef(k.oid) AS definition"
                                + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                                + " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]"
                                + " WHERE k.contype = 'c' AND c.relnamespace = current_schema()::regnamespace"
                                + " AND pg_get_constraintdef(k.oid) ~ 'ANY.*ARRAY'")
                .mapToMap()
                .list();
        assertThat(lists).isNotEmpty();
        for (Map<String, Object> list : lists) {
            String update = "UPDATE " + list.get("table_name") + " SET " + list.get("column_name") + " = ?";
            List<String> values = VALUE.matcher((String) list.get("definition"))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            for (String value : values) {
                assertThat(root.execute(update, value)).as(update + value).isPositive();
                assertThat(SqlState.of(() -> root.execute(update, value.toUpperCase(java.util.Locale.ROOT))))
                        .isEqualTo(SqlState.CHECK);
            }
            for (String other : List.of("", " ", "no such value", values.get(0) + " ")) {
                assertThat(SqlState.of(() -> root.execute(update, other)))
                        .as(update + other)
                        .isEqualTo(SqlState.CHECK);
            }
        }
    }

    @Test
    void c09WhatMustBeThereCannotBeTakenAway() {
        List<Map<String, Object>> columns = root.select(
                        "SELECT c.relname AS table_name, quote_ident(a.attname) AS column_name"
                                + " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                                + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnotnull"
                                + " AND NOT a.attisdropped AND c.relname <> 'databasechangelog' AND a.attname <> 'updated_at'")
                .mapToMap()
                .list();
        assertThat(columns).hasSizeGreaterThan(30);
        for (Map<String, Object> column : columns) {
            String update = "UPDATE " + column.get("table_name") + " SET " + column.get("column_name") + " = NULL";
            assertThat(SqlState.of(() -> root.execute(update))).as(update).isEqualTo(SqlState.NOT_NULL);
        }
    }

    @Test
    void c09KeysAreUnique() {
        for (GuardedTable table : GuardedTable.all(root, tenancy.role())) {
            String row = table.row(root, table.keys(root).get(0));
            String columns = String.join(", ", table.columns());
            assertThat(SqlState.of(() -> root.execute(
                            "INSERT INTO " + table.name() + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT "
                                    + columns + " FROM jsonb_populate_record(NULL::" + table.name() + ", ?::jsonb)",
                            row)))
                    .as(table.name())
                    .isEqualTo(SqlState.UNIQUE);
        }
    }

    private String text(String sql) {
        return root.select(sql).mapTo(String.class).one();
    }
}
