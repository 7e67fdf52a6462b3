package org.schemuse.importer.table.judge;

import java.util.List;
import java.util.Optional;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.postgres.Quoting;

/**
 * What the policies of row-level security let a role insert. Policies that read other tables, or ask who the role is, are left to
 * the server: the judge is another role, and may see other rows.
 */
final class InsertPolicies {
    /** The policies for INSERT of the table and the role; both are filled in. */
    private static final String POLICIES = """
            (SELECT oid, polname, polpermissive, polcmd,
                 coalesce(pg_get_expr(polwithcheck, polrelid), pg_get_expr(polqual, polrelid), 'true') AS expression
             FROM pg_policy
             WHERE polrelid = %s::regclass AND polcmd IN ('a', '*') AND EXISTS (
                 SELECT FROM unnest(polroles) r
                 WHERE CASE WHEN r = 0 THEN true ELSE pg_has_role(%s::name, r, 'USAGE') END)) p
            """;

    /** Words of policies that read rows, or ask who the role is. */
    private static final String ASKS =
            "'\\mfrom\\M|\\m(current|session)_(role|user)\\M(?!\\()|\\msession_user\\M|\\mhas_|pg_has_'";

    private static final char SEPARATOR = '\u001f';

    private final StagedRows rows;
    private final Rejects rejects;
    private final String role;
    private final String policies;

    InsertPolicies(StagedRows rows, Rejects rejects, String role) {
        this.rows = rows;
        this.rejects = rejects;
        this.role = role;
        this.policies = POLICIES.formatted(
                Quoting.literal(
                        Quoting.qualified(rows.shape().schema(), rows.shape().name())),
                Quoting.literal(role));
    }

    /**
     * The rule, if rows can be judged by it here.
     *
     * @param update whether some rows are not inserted but change others
     */
    Optional<RowRule> rule(boolean update) {
        if (isTheServersToJudge(update)) {
            return Optional.empty();
        }
        List<String> columns =
                List.of(rejects.text("coalesce(string_agg(DISTINCT a.attname, chr(31)), '') FROM " + policies
                                + " JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid"
                                + " JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
                                + " WHERE d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0")
                        .split(String.valueOf(SEPARATOR)));
        List<String> read = columns.get(0).isEmpty() ? List.of() : columns;
        RowRule rule = new RowRule(RowFault.REFUSED_BY_POLICY, read, condition(), expected());
        boolean computable = rows.knows(read)
                && rejects.trial(
                        () -> rejects.count("count(*) FROM " + rows.rows() + " WHERE NOT " + rule.condition()));
        return computable ? Optional.of(rule) : Optional.empty();
    }

    private boolean isTheServersToJudge(boolean update) {
        return rejects.is("EXISTS (SELECT FROM " + policies + " WHERE expression ~* " + ASKS + ")")
                || rejects.is("EXISTS (SELECT FROM " + policies
                        + " JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid"
                        + " AND d.refclassid = 'pg_proc'::regclass JOIN pg_proc f ON f.oid = d.refobjid"
                        + " WHERE f.pronamespace <> 'pg_catalog'::regnamespace"
                        + " AND f.proname NOT IN ('current_tenant_id', 'current_user_id'))")
                || (update
                        && rejects.is("EXISTS (SELECT FROM pg_policy WHERE polcmd IN ('a', 'w') AND polrelid = "
                                + relation() + "::regclass)"));
    }

    private String relation() {
        return Quoting.literal(
                Quoting.qualified(rows.shape().schema(), rows.shape().name()));
    }

    private String condition() {
        return "(("
                + rejects.text("coalesce(string_agg('(' || expression || ')', ' OR ' ORDER BY polname)"
                        + " FILTER (WHERE polpermissive), 'false') || ')' || coalesce(string_agg(' AND (' || expression || ')',"
                        + " '' ORDER BY polname) FILTER (WHERE NOT polpermissive), '') FROM " + policies)
                + ") IS TRUE";
    }

    private String expected() {
        String names = rejects.text("string_agg(polname, ', ' ORDER BY polname) FROM " + policies);
        return names == null
                ? "a policy that lets " + role + " insert rows; there is none"
                : "a row that " + role + " may write under the policies of row-level security (" + names + ")";
    }
}
