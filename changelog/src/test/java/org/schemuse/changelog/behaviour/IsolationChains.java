package org.schemuse.changelog.behaviour;

import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Chains of two statements, generated from the live catalog: one that a session may run and that changes a row (each
 * column takes each value that could matter; rows are inserted with each reference there is; rows are deleted), then every
 * way to look and to reach for rows of {@link Tenancy#OTHER}. Nothing may be in reach afterwards that was not before, and
 * no secret may show at any time.
 */
final class IsolationChains {
    /** Before the name of a relation that shows a secret. */
    private static final String SHOWS = "shows ";

    private final Tenancy tenancy;
    private final Handle root;
    private final List<GuardedTable> tables;
    private final List<String> views;
    private final Map<String, String> foreign = new LinkedHashMap<>();

    /** Fills every table for both owners, secrets included. */
    IsolationChains(Tenancy tenancy, Handle root) {
        this.tenancy = tenancy;
        this.root = root;
        tables = GuardedTable.all(root, tenancy.role());
        views = texts(
                root,
                "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                        + " AND relkind = 'v' AND has_table_privilege(?, oid, 'SELECT')",
                tenancy.role());
        tenancy.fill(root, Tenancy.ONE);
        tenancy.fillSecrets(root, Tenancy.ONE);
        Map<String, List<String>> own = new LinkedHashMap<>();
        tables.forEach(table -> own.put(table.name(), table.keys(root)));
        tenancy.fill(root, Tenancy.OTHER);
        tenancy.fillSecrets(root, Tenancy.OTHER);
        for (GuardedTable table : tables) {
            List<String> keys = table.keys(root);
            keys.removeAll(own.get(table.name()));
            foreign.put(
                    table.name(), keys.stream().map(IsolationChains::literal).collect(Collectors.joining(", ")));
        }
    }

    /** What a session of {@link Tenancy#ONE} tried, and what it got by it. */
    record Tried(int statements, int succeeded, List<String> holes) {}

    /** Tries every chain, until there are so many holes. Whatever the session changes is rolled back. */
    Tried tryAll(Handle session, Tenancy.Rank rank, int most) {
        root.execute(rank.promotion());
        List<List<String>> looks = looks(rank);
        Set<String> before = inTransaction(session, "SELECT 1", looks).orElseThrow();
        List<String> holes =
                before.stream().filter(reached -> reached.startsWith(SHOWS)).collect(Collectors.toList());
        // Rows that the statements are made of hold secrets; the attacker does not know them.
        List<String> statements = statements().stream()
                .map(statement ->
                        rank.secrets().stream().reduce(statement, (text, secret) -> text.replace(secret, "x")))
                .toList();
        int succeeded = 0;
        for (String statement : statements) {
            if (holes.size() >= most) {
                break;
            }
            Optional<Set<String>> after = inTransaction(session, statement, looks);
            succeeded += after.isPresent() ? 1 : 0;
            after.stream()
                    .flatMap(Set::stream)
                    .filter(reached -> !before.contains(reached) || reached.startsWith(SHOWS))
                    .forEach(reached -> holes.add(reached + " after " + statement));
        }
        return new Tried(statements.size(), succeeded, holes);
    }

    /** What is in reach after a statement; empty if it was refused or changed nothing. */
    private static Optional<Set<String>> inTransaction(Handle session, String statement, List<List<String>> looks) {
        session.begin();
        try {
            if (!statement.startsWith("SELECT") && session.execute(statement) == 0) {
                return Optional.empty();
            }
            Set<String> reached = new LinkedHashSet<>();
            looks.forEach(look -> reached.addAll(reached(session, look)));
            return Optional.of(reached);
        } catch (JdbiException e) {
            return Optional.empty();
        } finally {
            session.rollback();
        }
    }

    /** All at once, for there are thousands of chains; one by one where that is refused, so that none hides another. */
    private static Set<String> reached(Handle session, List<String> look) {
        String with = look.get(0).startsWith("SELECT")
                ? String.join(" UNION ALL ", look)
                : IntStream.range(0, look.size())
                                .mapToObj(n -> "t" + n + " AS (" + look.get(n) + ")")
                                .collect(Collectors.joining(", ", "WITH ", " "))
                        + IntStream.range(0, look.size())
                                .mapToObj(n -> "SELECT r FROM t" + n)
                                .collect(Collectors.joining(" UNION ALL "));
        session.savepoint("here");
        try {
            return new LinkedHashSet<>(texts(session, with));
        } catch (JdbiException e) {
            session.rollbackToSavepoint("here");
            return look.size() == 1
                    ? Set.of()
                    : look.stream()
                            .flatMap(single -> reached(session, List.of(single)).stream())
                            .collect(Collectors.toCollection(LinkedHashSet::new));
        } finally {
            session.rollbackToSavepoint("here");
        }
    }

    /** Reads, changes and deletions of rows of the other, and a search for secrets in all there is. */
    private List<List<String>> looks(Tenancy.Rank rank) {
        List<String> reads = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        List<String> deletions = new ArrayList<>();
        for (GuardedTable table : tables) {
            String reached = table.name() + " ' || " + table.key() + " AS r";
            String these = " WHERE " + table.key() + " IN (" + foreign.get(table.name()) + ")";
            if (table.mayRead()) {
                reads.add("SELECT 'reads " + reached + " FROM " + table.name() + " t" + these);
            }
            if (table.mayRead() && table.mayUpdate()) {
                changes.add(table.touch() + these + " RETURNING 'changes " + reached);
            }
            if (table.mayRead() && table.mayDelete()) {
                deletions.add("DELETE FROM " + table.name() + " t" + these + " RETURNING 'deletes " + reached);
            }
        }
        Stream.concat(tables.stream().filter(GuardedTable::mayRead).map(GuardedTable::name), views.stream())
                .forEach(relation -> rank.secrets()
                        .forEach(secret -> reads.add("SELECT '" + SHOWS + relation + " ' || t AS r FROM " + relation
                                + " t WHERE strpos(t::text, " + literal(secret) + ") > 0")));
        return Stream.of(reads, changes, deletions)
                .filter(look -> !look.isEmpty())
                .toList();
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (GuardedTable table : tables) {
            List<Column> columns = columns(table);
            for (String key : table.keys(root)) {
                String where = " WHERE " + table.key() + " = " + literal(key);
                for (Column column : columns) {
                    if (table.updatable().contains(column.name())) {
                        column.values(root, table.name())
                                .forEach(value -> statements.add("UPDATE " + table.name() + " AS t SET " + column.name()
                                        + " = " + value + where));
                    }
                }
                if (table.mayInsert()) {
                    inserts(table, columns, key).forEach(row -> statements.add(table.insertAsNew(row)));
                }
                if (table.mayDelete()) {
                    statements.add("DELETE FROM " + table.name() + " t" + where);
                }
            }
        }
        return statements;
    }

    /** The row as it is and as one's own, with each reference leading to each row it could lead to. */
    private Set<String> inserts(GuardedTable table, List<Column> columns, String key) {
        String fresh = columns.stream()
                .filter(Column::uniqueText)
                .map(column -> " || jsonb_build_object('" + column.name() + "', gen_random_uuid())")
                .collect(Collectors.joining());
        String mine = columns.stream()
                .filter(column -> column.refersTo(tenancy.owners()))
                .map(column -> " || jsonb_build_object('" + column.name() + "', " + literal(Tenancy.ONE + "") + ")")
                .collect(Collectors.joining());
        Set<String> rows = new LinkedHashSet<>();
        for (String base : new LinkedHashSet<>(List.of("", mine))) {
            String select = "SELECT quote_literal(to_jsonb(t)" + fresh + base + "%s) FROM " + table.name() + " t WHERE "
                    + table.key() + " = ?";
            rows.addAll(texts(root, select.formatted(""), key));
            columns.stream()
                    .filter(column -> column.target() != null || column.isSwitch())
                    .forEach(column -> column.values(root, table.name())
                            .forEach(value -> rows.addAll(texts(
                                    root,
                                    select.formatted(" || jsonb_build_object('" + column.name() + "', " + value + ")"),
                                    key))));
        }
        return rows;
    }

    private List<Column> columns(GuardedTable table) {
        return root.createQuery(Column.SELECT)
                .bind("table", table.name())
                .map((rs, context) -> new Column(
                        rs.getString("name"),
                        rs.getString("type"),
                        rs.getString("target"),
                        rs.getBoolean("unique_text")))
                .list();
    }

    /**
     * @param target the table it refers to, if any, by a column {@code id}
     * @param uniqueText whether a second row needs another text in it
     */
    private record Column(String name, String type, String target, boolean uniqueText) {
        static final String SELECT = """
                SELECT quote_ident(a.attname) AS name, a.atttypid::regtype::text AS type,
                    (SELECT k.confrelid::regclass::text FROM pg_constraint k
                        WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey[1] = a.attnum
                        AND cardinality(k.conkey) = 1 LIMIT 1) AS target,
                    a.atttypid IN ('text'::regtype, 'varchar'::regtype) AND EXISTS (
                        SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique
                        AND a.attnum = ANY (i.indkey)) AS unique_text
                FROM pg_attribute a WHERE a.attrelid = (:table)::regclass AND a.attnum > 0 AND NOT a.attisdropped
                    AND a.attgenerated = ''
                ORDER BY a.attnum""";

        boolean refersTo(String table) {
            return table.equals(target);
        }

        boolean isSwitch() {
            return type.equals("boolean");
        }

        /**
         * As literals: where it may lead, whatever a list or a switch may say, the ends of time, what other rows say; of
         * plain text and numbers only that there is none.
         */
        Set<String> values(Handle root, String table) {
            Set<String> values = new LinkedHashSet<>(List.of("NULL"));
            if (target != null) {
                String ofOther = "strpos(t::text, '" + Tenancy.OTHER + "') ";
                String ids = "SELECT quote_literal(id) FROM " + target + " t WHERE " + ofOther;
                values.addAll(texts(root, ids + "> 0"));
                values.addAll(texts(root, ids + "= 0 ORDER BY 1 LIMIT 2"));
            } else if (type.startsWith("timestamp")) {
                values.addAll(List.of("'-infinity'", "'infinity'"));
            } else if (isSwitch()) {
                values.addAll(List.of("'true'", "'false'"));
            } else {
                values.addAll(texts(
                        root, "SELECT quote_literal(enumlabel) FROM pg_enum WHERE enumtypid = to_regtype(?)", type));
                values.addAll(texts(
                        root, "SELECT DISTINCT quote_nullable(" + name + ") FROM " + table + " ORDER BY 1 LIMIT 3"));
            }
            return values;
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
