package org.schemuse.importer.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.ServerMessage;

/**
 * The role of an application, with the settings by which its policies of row-level security know the tenant or user.
 *
 * @param role as the system catalog has it, without quotes
 * @param settings by their names
 */
record ActingRole(String role, Map<String, String> settings) {
    /** Whether row-level security decides what a role writes into a table. */
    private static final String SECURED = """
            SELECT c.relrowsecurity AND NOT r.rolsuper AND NOT r.rolbypassrls
                AND (c.relforcerowsecurity OR NOT pg_has_role(r.oid, c.relowner, 'USAGE'))
            FROM pg_class c, pg_roles r WHERE c.oid = to_regclass(:table) AND r.rolname = :role
            """;

    /** Roles with grants for a table that may insert into it, and call a function; row-level security holds for them. */
    private static final String CALLERS = """
            SELECT DISTINCT r.rolname
            FROM pg_proc p CROSS JOIN pg_class c
                CROSS JOIN LATERAL (
                    SELECT grantee FROM aclexplode(c.relacl)
                    UNION SELECT (aclexplode(a.attacl)).grantee FROM pg_attribute a WHERE a.attrelid = c.oid) g
                JOIN pg_roles r ON r.oid = g.grantee
            WHERE p.pronamespace = to_regnamespace(:schema) AND p.proname = :function AND p.pronargs = 0
                AND c.oid = to_regclass(:table) AND r.oid <> c.relowner AND NOT r.rolsuper AND NOT r.rolbypassrls
                AND has_function_privilege(r.oid, p.oid, 'EXECUTE')
                AND has_any_column_privilege(r.oid, c.oid, 'INSERT')
            ORDER BY 1
            """;

    /**
     * The role that a schema means.
     *
     * @throws ImportRefusedException if it is not to be told, if this session cannot take it, or if row-level security does not
     *     judge what it writes into the table
     */
    static ActingRole of(Handle handle, TableShape shape, ActAs as) {
        String role = as.role() == null ? callerOf(handle, shape, as) : existing(handle, as.role());
        ActingRole acting = new ActingRole(role, as.all());
        acting.requireSecured(handle, shape);
        acting.requireContext(handle, shape, as);
        return acting;
    }

    private static String existing(Handle handle, String role) {
        return handle.createQuery("SELECT rolname FROM pg_roles WHERE rolname = :role")
                .bind("role", role)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> new ImportRefusedException("there is no role \"" + role
                        + "\" on this server; expected" + " with --as-role the role that the application has"));
    }

    private static String callerOf(Handle handle, TableShape shape, ActAs as) {
        String function = as.tenant() != null ? ActAs.TENANT : ActAs.USER;
        String option = as.tenant() != null ? "--as-tenant" : as.user() != null ? "--as-user" : "--as-setting";
        List<String> roles = handle.createQuery(CALLERS)
                .bind("schema", Quoting.identifier(shape.schema()))
                .bind("function", function)
                .bind("table", table(shape))
                .mapTo(String.class)
                .list();
        if (roles.size() != 1) {
            throw new ImportRefusedException(option + ": schema \"" + shape.schema() + "\" "
                    + (roles.isEmpty()
                            ? "has no function " + function + "() that a role which may insert into table "
                                    + shape.name() + " may call"
                            : "lets several roles call " + function + "(): " + String.join(", ", roles))
                    + "; name the application's role with --as-role, and what its policies read with --as-setting"
                    + " NAME=VALUE");
        }
        return roles.get(0);
    }

    private void requireSecured(Handle handle, TableShape shape) {
        boolean secured = handle.createQuery(SECURED)
                .bind("table", table(shape))
                .bind("role", role)
                .mapTo(Boolean.class)
                .one();
        if (!secured) {
            throw new ImportRefusedException(
                    "row-level security does not judge what role \"" + role
                            + "\" writes into table " + shape.name()
                            + ", so rows of others would not be refused; import it without --as-tenant, --as-user and --as-role");
        }
    }

    /** Tries what the import will do before any row is read. */
    private void requireContext(Handle handle, TableShape shape, ActAs as) {
        attempt(handle, shape, this::refusal, (transaction, nothing) -> {});
        requireTaken(handle, shape, ActAs.TENANT, "--as-tenant", as.tenant());
        requireTaken(handle, shape, ActAs.USER, "--as-user", as.user());
    }

    private void requireTaken(Handle handle, TableShape shape, String function, String option, @Nullable String value) {
        if (value != null) {
            attempt(
                    handle,
                    shape,
                    said -> option + " " + value + " is refused: " + said,
                    (transaction, of) -> requireKnown(transaction, of, function, option, value));
        }
    }

    private void attempt(
            Handle handle, TableShape shape, Function<String, String> message, BiConsumer<Handle, TableShape> work) {
        try {
            handle.useTransaction(transaction -> {
                enter(transaction);
                work.accept(transaction, shape);
                leave(transaction);
            });
        } catch (JdbiException e) {
            String said = e.getCause() instanceof SQLException refusal ? ServerMessage.full(refusal) : e.getMessage();
            throw new ImportRefusedException(message.apply(said), e);
        }
    }

    private String refusal(String said) {
        return "this session cannot act as role \"" + role + "\": " + said + "; a superuser can allow it with: GRANT "
                + quoted() + " TO the role that imports";
    }

    private static void requireKnown(Handle handle, TableShape shape, String function, String option, String value) {
        boolean exists = handle.createQuery("SELECT to_regprocedure(:function) IS NOT NULL")
                .bind("function", Quoting.qualified(shape.schema(), function) + "()")
                .mapTo(Boolean.class)
                .one();
        if (exists
                && handle.createQuery("SELECT " + Quoting.qualified(shape.schema(), function) + "()::text")
                        .mapTo(String.class)
                        .findOne()
                        .isEmpty()) {
            throw new ImportRefusedException(option + " " + value + ": function " + function + "() of schema \""
                    + shape.schema() + "\" does not know it; expected the id, a UUID");
        }
    }

    private static String table(TableShape shape) {
        return Quoting.qualified(shape.schema(), shape.name());
    }

    /**
     * Refuses an import whose columns the role may not write.
     *
     * @param filled columns that at least one row has a value for
     */
    void requirePrivileges(Handle handle, TableShape shape, List<ColumnShape> filled) {
        String refused = filled.stream()
                .map(ColumnShape::name)
                .filter(column -> !handle.createQuery(
                                "SELECT has_column_privilege(:role, to_regclass(:table), :column, 'INSERT')")
                        .bind("role", role)
                        .bind("table", table(shape))
                        .bind("column", column)
                        .mapTo(Boolean.class)
                        .one())
                .collect(Collectors.joining(", "));
        if (!refused.isEmpty()) {
            throw new ImportRefusedException("role \"" + role + "\" may not insert into column " + refused
                    + " of table " + shape.name() + "; leave it out with --skip-field, or grant it");
        }
    }

    /** Lets the policies know the tenant or user, until the transaction ends. */
    void tell(Handle transaction) {
        settings.forEach((name, value) -> transaction
                .createQuery("SELECT set_config(:name, :value, true)")
                .bind("name", name)
                .bind("value", value)
                .mapTo(String.class)
                .one());
    }

    /** Becomes the role, until {@link #leave} or the end of the transaction. */
    void enter(Handle transaction) {
        tell(transaction);
        transaction.execute("SET LOCAL ROLE " + Quoting.identifier(role));
    }

    static void leave(Handle transaction) {
        transaction.execute("RESET ROLE");
    }

    /** As SQL names it. */
    String quoted() {
        return Quoting.identifier(role);
    }
}
