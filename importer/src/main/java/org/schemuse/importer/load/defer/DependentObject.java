package org.schemuse.importer.load.defer;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Target;

/**
 * Something that depends on the tables of a run: a foreign key to one of them, a key, an index, a trigger, or FORCE ROW LEVEL
 * SECURITY. A foreign key from them to another table stays in force unless it is asked for: that table goes on being
 * written.
 *
 * @param definition the statement that makes it
 * @param removal the statement that removes it; {@code null} if it goes with something else
 */
public record DependentObject(String kind, String table, String name, String definition, String removal) {
    /**
     * In the order in which things are dropped, which is the reverse of the order in which they come back: foreign keys
     * before the keys they need, keys before the indexes they stand on.
     */
    private static final String FIND = """
            WITH filled AS (
                SELECT c.oid, c.relname::text AS name
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relname IN (<tables>)
            ), found AS (
                SELECT 1 AS step, 'force_row_security' AS kind, oid::regclass::text AS table_name, relname::text AS name,
                       format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass) AS definition,
                       format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass) AS removal
                FROM pg_class
                WHERE relforcerowsecurity AND (oid IN (SELECT oid FROM filled) OR oid = to_regclass('import_findings'))
                UNION ALL
                SELECT 2, 'trigger', w.oid::regclass::text, t.tgname, format('ALTER TABLE %I ENABLE TRIGGER %I', w.name, t.tgname),
                       format('ALTER TABLE %I DISABLE TRIGGER %I', w.name, t.tgname)
                FROM pg_trigger t JOIN filled w ON w.oid = t.tgrelid
                WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
                UNION ALL
                SELECT 3, 'constraint', c.conrelid::regclass::text, c.conname,
                       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
                           || coalesce(format('; COMMENT ON CONSTRAINT %I ON %s IS ', c.conname, c.conrelid::regclass)
                                  || quote_literal(obj_description(c.oid, 'pg_constraint')), ''),
                       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
                FROM pg_constraint c
                WHERE c.contype = 'f' AND c.conparentid = 0 AND c.confrelid IN (SELECT oid FROM filled)
                UNION ALL
                SELECT 4, 'constraint', w.oid::regclass::text, c.conname,
                       format('ALTER TABLE %I ADD CONSTRAINT %I ', w.name, c.conname)
                           || CASE WHEN x.indisexclusion THEN pg_get_constraintdef(c.oid)
                              ELSE CASE c.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END
                                  || format(' USING INDEX %I', i.relname)
                                  || CASE WHEN c.condeferrable THEN ' DEFERRABLE' ELSE '' END
                                  || CASE WHEN c.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END END
                           || coalesce(format('; COMMENT ON CONSTRAINT %I ON %I IS ', c.conname, w.name)
                                  || quote_literal(obj_description(c.oid, 'pg_constraint')), ''),
                       format('ALTER TABLE %I DROP CONSTRAINT %I', w.name, c.conname)
                FROM pg_constraint c JOIN filled w ON w.oid = c.conrelid
                JOIN pg_class i ON i.oid = c.conindid JOIN pg_index x ON x.indexrelid = c.conindid
                WHERE c.contype IN ('p', 'u', 'x')
                UNION ALL
                SELECT 5, 'index', w.oid::regclass::text, i.relname,
                       pg_get_indexdef(x.indexrelid)
                           || CASE WHEN x.indisreplident
                              THEN format('; ALTER TABLE %I REPLICA IDENTITY USING INDEX %I', w.name, i.relname) ELSE '' END
                           || CASE WHEN x.indisclustered
                              THEN format('; ALTER TABLE %I CLUSTER ON %I', w.name, i.relname) ELSE '' END
                           || coalesce(format('; COMMENT ON INDEX %I IS ', i.relname)
                                  || quote_literal(obj_description(i.oid, 'pg_class')), ''),
                       CASE WHEN EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u'))
                            THEN NULL ELSE format('DROP INDEX %I', i.relname) END
                FROM pg_index x JOIN filled w ON w.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
                WHERE NOT x.indisexclusion
            )
            SELECT kind, table_name, name, definition, removal FROM found ORDER BY step, table_name, name
            """;

    private static final String FIND_REFERENCES_TO_OTHERS = """
            WITH filled AS (
                SELECT oid FROM pg_class
                WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relname IN (<tables>)
            )
            SELECT 'constraint' AS kind, c.conrelid::regclass::text AS table_name, c.conname AS name,
                   format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
                       || coalesce(format('; COMMENT ON CONSTRAINT %I ON %s IS ', c.conname, c.conrelid::regclass)
                           || quote_literal(obj_description(c.oid, 'pg_constraint')), '') AS definition,
                   format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS removal
            FROM pg_constraint c
            WHERE c.contype = 'f' AND c.conparentid = 0 AND c.convalidated
                AND c.conrelid IN (SELECT oid FROM filled) AND c.confrelid NOT IN (SELECT oid FROM filled)
            ORDER BY 2, 3
            """;

    /** Everything on the tables that an import fills, in the order in which it can be removed. */
    static List<DependentObject> all(Target target, Handle handle) {
        return found(FIND, target, handle);
    }

    /** Triggers of the tables that fire for other sessions' writes. */
    public static List<DependentObject> triggers(Target target, Handle handle) {
        return all(target, handle).stream().filter(DependentObject::trigger).toList();
    }

    /** Foreign keys from the tables to others. */
    static List<DependentObject> foreignKeysToOthers(Target target, Handle handle) {
        return found(FIND_REFERENCES_TO_OTHERS, target, handle);
    }

    private static List<DependentObject> found(String query, Target target, Handle handle) {
        return handle.createQuery(query)
                .bindList("tables", target.tables().catalogNames())
                .map((rs, context) -> new DependentObject(
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("name"),
                        rs.getString("definition"),
                        rs.getString("removal")))
                .list();
    }

    /**
     * The keys of some tables beside their primary keys, each behind the index it stands on: names may go from one row to
     * another, which PostgreSQL would refuse row by row.
     */
    public static List<DependentObject> uniques(Target target, Handle handle, Predicate<String> table) {
        List<DependentObject> all = all(target, handle);
        List<DependentObject> keys = all.stream()
                .filter(thing -> thing.unique() && table.test(thing.table()))
                .toList();
        return Stream.concat(
                        all.stream()
                                .filter(index -> index.kind().equals("index")
                                        && keys.stream()
                                                .anyMatch(key -> key.name().equals(index.name()))),
                        keys.stream())
                .toList();
    }

    static boolean isForeignKey(String kind, String definition) {
        return kind.equals("constraint") && definition.contains(" FOREIGN KEY ");
    }

    boolean foreignKey() {
        return isForeignKey(kind, definition);
    }

    /** Whether it keeps the values of some columns from being the same in two rows; primary keys apart. */
    boolean unique() {
        return kind.equals("constraint") && (definition.contains(" UNIQUE ") || definition.contains(" EXCLUDE "));
    }

    boolean keyOrIndex() {
        return kind.equals("constraint") || kind.equals("index");
    }

    boolean trigger() {
        return kind.equals("trigger");
    }

    /** Drops or disables it, within the caller's transaction. */
    public void remove(Handle handle) {
        if (removal != null) {
            execute(handle, removal);
        }
    }

    void make(Handle handle) {
        execute(handle, definition);
    }

    /** As {@link #make}, where rows of others may have come into its way. */
    public void makeAgain(Handle handle) {
        try {
            make(handle);
        } catch (ImportRefusedException e) {
            throw e.getCause() instanceof SQLException refusal
                    ? ImportRefusedException.inTheWay(refusal, table, name)
                    : e;
        }
    }

    /** Runs a statement as it is: a definition may hold what JDBI would take for a parameter. */
    static void execute(Handle handle, String statement) {
        try (Statement plain = handle.getConnection().createStatement()) {
            plain.execute(statement);
        } catch (SQLException e) {
            throw ImportRefusedException.by(e, statement);
        }
    }
}
