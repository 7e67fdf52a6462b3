package org.schemuse.changelog.privilege;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schemuse.postgres.Sql;

/**
 * What {@code ALTER DEFAULT PRIVILEGES} gives other roles of what the current user creates in some schemas, and the
 * statements that suspend and restore it. A default that takes something from PUBLIC is left as it is.
 *
 * @param roles that get something, as SQL names them
 * @param suspend statements after which no other role gets anything
 * @param restore statements after which all is as before
 */
public record DefaultPrivileges(SortedSet<String> roles, List<String> suspend, List<String> restore) {
    /**
     * In the order in which the roles stand in the defaults, so that restoring keeps it. What stands in the defaults
     * without a schema for PUBLIC is what PostgreSQL grants by itself: EXECUTE on functions, USAGE on types.
     */
    private static final String GIVEN = "SELECT coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC'),"
            + " pg_catalog.format('%s REVOKE %s ON %s FROM %s', d.change, d.privileges, d.objects,"
            + " coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC')),"
            + " pg_catalog.format('%s GRANT %s ON %s TO %s%s', d.change, d.privileges, d.objects,"
            + " coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC'),"
            + " CASE WHEN d.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)"
            + " FROM (SELECT 'ALTER DEFAULT PRIVILEGES' || coalesce(' IN SCHEMA ' || pg_catalog.quote_ident(n.nspname), '')"
            + " AS change, kind.objects, a.grantee, a.is_grantable,"
            + " pg_catalog.string_agg(a.privilege_type, ', ' ORDER BY a.place) AS privileges,"
            + " min(a.place) AS place, d.oid AS defaults"
            + " FROM pg_catalog.pg_default_acl d"
            + " JOIN (VALUES ('r', 'TABLES'), ('S', 'SEQUENCES'), ('f', 'FUNCTIONS'), ('T', 'TYPES'))"
            + " AS kind (letter, objects) ON kind.letter = d.defaclobjtype::text"
            + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace"
            + " CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl)"
            + " WITH ORDINALITY AS a (grantor, grantee, privilege_type, is_grantable, place)"
            + " WHERE d.defaclrole = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)"
            + " AND (n.nspname = ANY (?) OR d.defaclnamespace = 0) AND a.grantee <> d.defaclrole"
            + " AND NOT (d.defaclnamespace = 0 AND a.grantee = 0 AND d.defaclobjtype::text IN ('f', 'T'))"
            + " GROUP BY n.nspname, kind.objects, a.grantee, a.is_grantable, d.oid) AS d"
            + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = d.grantee ORDER BY d.defaults, d.place";

    /** Roles that every request has, even without a login; the last two are those of Supabase. */
    private static final Set<String> EVERYONE = Set.of("PUBLIC", "anon", "authenticated");

    public DefaultPrivileges {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
        suspend = List.copyOf(suspend);
        restore = List.copyOf(restore);
    }

    /** Those that the user of a connection has set, for these schemas or for all. */
    public static DefaultPrivileges of(Connection connection, String... schemas) throws SQLException {
        SortedSet<String> roles = new TreeSet<>();
        List<String> suspend = new ArrayList<>();
        List<String> restore = new ArrayList<>();
        Sql.list(
                connection,
                GIVEN,
                row -> {
                    suspend.add(row.getString(2));
                    restore.add(row.getString(3));
                    return roles.add(row.getString(1));
                },
                (Object) schemas);
        return new DefaultPrivileges(roles, suspend, restore);
    }

    /** Those of the roles that every request has, even without a login. */
    public SortedSet<String> rolesOfEveryone() {
        SortedSet<String> open = new TreeSet<>(roles);
        open.retainAll(EVERYONE);
        return open;
    }

    public boolean isEmpty() {
        return roles.isEmpty();
    }
}
