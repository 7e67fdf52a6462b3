package org.schemuse.changelog.preview;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A table, index or the like, as the session that asks sees it.
 *
 * @param name with its schema's in front where that is not the one in question
 * @param file number of its file, which changes when it is written anew; 0 where it has none
 */
record LockedRelation(long oid, String name, String kind, long file) {
    /** PostgreSQL's own and Liquibase's are left out: every run locks those. */
    private static final String QUERY = "SELECT c.oid::bigint,"
            + " CASE n.nspname WHEN ? THEN '' ELSE pg_catalog.quote_ident(n.nspname) || '.' END"
            + " || pg_catalog.quote_ident(c.relname),"
            + " CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence'"
            + " WHEN 'f' THEN 'foreign table' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table' END,"
            + " coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
            + " AND c.relname !~ '^databasechangelog(lock)?(_pkey)?$'"
            + " AND c.relkind IN ('r', 'p', 'm', 'f', 'v', 'i', 'I', 'S')";

    /** All of a database, by oid. */
    static Map<Long, LockedRelation> all(Connection connection, String schema) throws SQLException {
        Map<Long, LockedRelation> relations = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long oid = row.getLong(1);
                    relations.put(oid, new LockedRelation(oid, row.getString(2), row.getString(3), row.getLong(4)));
                }
            }
        }
        return relations;
    }

    boolean isIndex() {
        return kind.equals("index");
    }

    /** Whether it holds rows, or finds them. */
    boolean hasContent() {
        return file != 0 && !kind.equals("sequence");
    }
}
