package org.schemuse.changelog.lint.rule.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Place;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
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

    /** Those that a request of anybody has. */
    private static final Set<String> EVERYONE = Set.of("PUBLIC", "anon", "authenticated");

    private final Map<String, Place> open = new LinkedHashMap<>();
    private boolean supabase;

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        supabase |= statement.tokens().stream().anyMatch(token -> token.isName() && API.contains(token.name()))
                || statement.contains("auth", ".", "uid");
        statement
                .as(Action.CreateTable.class)
                .filter(create -> !create.options().contains("TEMPORARY"))
                .ifPresent(create -> open.put(create.table().key(), run.at(statement.at())));
        statement
                .as(Action.CreateFunction.class)
                .filter(function -> function.options().contains("SECURITY DEFINER"))
                .ifPresent(function -> open.put(function.function().key(), run.at(statement.at())));
        statement
                .as(Action.Revoke.class)
                .filter(revoke -> revoke.roles().contains("anon"))
                .ifPresent(revoke -> revoke.objects().forEach(object -> open.remove(object.key())));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.RowSecurity security
                            && security.state().equals("ENABLE")) {
                        open.remove(alter.table().key());
                    }
                }));
    }

    @Override
    public void end(Run run, Findings findings) {
        String roles = run.openTo().stream().filter(EVERYONE::contains).sorted().collect(Collectors.joining(", "));
        if (!roles.isEmpty() && !run.installsInAnySchema()) {
            open.forEach(
                    (object, place) -> findings.add(this, place, "default privileges open " + object + " to " + roles));
        } else if (supabase) {
            open.forEach((object, place) ->
                    findings.add(this, place, "Supabase's default privileges open " + object + " to the API roles"));
        }
    }
}
