package org.schemuse.changelog.lint.rule.security;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** The API roles of Supabase get what is created, unless it is revoked. */
public final class ApiRoleDefaultPrivileges extends Rule {
    public ApiRoleDefaultPrivileges() {
        super(RuleNote.of(
                "api-role-default-privileges",
                Topic.SECURITY,
                Severity.WARNING,
                "a table or function that default privileges open to everyone, as to the API roles of Supabase",
                """
                Supabase grants every privilege on new tables, functions and sequences of the schema public to anon,
                authenticated and service_role. A table without row-level security is then open to everyone on the
                internet, and so is a SECURITY DEFINER function. The rule applies to a run that names one of these
                roles or auth.uid(), and with --live to a database whose default privileges name PUBLIC, anon or
                authenticated. A catalog of ours is closed to them: migrate suspends default privileges.""",
                """
                Enable row-level security on each table, and REVOKE ALL ... FROM anon, authenticated on what the API
                must not use."""));
    }

    private static final Set<String> API = Set.of("anon", "authenticated", "service_role");

    /** Those that anybody on the internet can have. */
    private static final Set<String> OPEN_WITH_SUPABASE = Set.of("anon", "authenticated");

    private static final Set<String> EVERY_ROW = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private final Map<String, Created> open = new LinkedHashMap<>();
    private boolean supabase;

    /** A table or function, and the roles that it was closed to. */
    private record Created(Name name, boolean function, Location place, Set<String> closedTo) {
        /** Whether a statement takes all of it from its roles. */
        boolean isClosedBy(Action.Revoke revoke) {
            boolean all = revoke.privileges().contains("ALL")
                    || (function
                            ? revoke.privileges().contains("EXECUTE")
                            : revoke.privileges().containsAll(EVERY_ROW));
            boolean functions = revoke.kind().endsWith("FUNCTION")
                    || revoke.kind().endsWith("FUNCTIONS")
                    || revoke.kind().contains("ROUTINE");
            return all
                    && function == functions
                    && revoke.objects().stream()
                            .anyMatch(named -> revoke.kind().startsWith("ALL ")
                                    ? name.schema() == null || name.schema().equals(named.name())
                                    : name.key().equals(named.key()));
        }
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        supabase |= statement.tokens().stream().anyMatch(token -> token.isName() && API.contains(token.name()))
                || statement.contains("auth", ".", "uid");
        statement
                .as(Action.CreateTable.class)
                .filter(create -> !create.options().contains("TEMPORARY"))
                .ifPresent(create -> created(create.table(), false, run.at(statement.at())));
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("SECURITY DEFINER"))
                .ifPresent(function -> created(function.function(), true, run.at(statement.at())));
        statement
                .as(Action.Revoke.class)
                .filter(revoke -> !statement.contains("GRANT", "OPTION", "FOR"))
                .ifPresent(this::close);
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security
                            && security.state().equals("ENABLE")) {
                        open.remove(key(alter.table(), false));
                    }
                }));
    }

    private void created(Name name, boolean function, Location place) {
        open.put(key(name, function), new Created(name, function, place, new HashSet<>()));
    }

    private static String key(Name name, boolean function) {
        return (function ? "function " : "table ") + name.key();
    }

    private void close(Action.Revoke revoke) {
        open.values().stream()
                .filter(created -> created.isClosedBy(revoke))
                .forEach(created -> revoke.roles()
                        .forEach(role -> created.closedTo().add(role.equalsIgnoreCase("PUBLIC") ? "PUBLIC" : role)));
    }

    @Override
    public void end(Run run, RuleFindings findings) {
        if (!run.openTo().isEmpty() && !run.installsInAnySchema()) {
            report(run.openTo(), "default privileges open ", findings);
        } else if (supabase) {
            report(OPEN_WITH_SUPABASE, "Supabase's default privileges open ", findings);
        }
    }

    private void report(Set<String> to, String opened, RuleFindings findings) {
        open.values().forEach(created -> {
            SortedSet<String> roles = new TreeSet<>(to);
            roles.removeAll(created.closedTo());
            if (!roles.isEmpty()) {
                findings.add(this, created.place(), opened + created.name().key() + " to " + String.join(", ", roles));
            }
        });
    }
}
