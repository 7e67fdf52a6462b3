package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.privilege.Grants;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.SqlState;
import org.schemuse.postgres.SystemCatalog;

/** Creates the schema that a catalog is installed in, and removes it with the ledger when nothing is applied any more. */
final class SchemaCreation {
    private final SchemaSession session;
    private final SchemaName schema;
    private final Catalog catalog;

    SchemaCreation(SchemaSession session, Catalog catalog) {
        this.session = session;
        this.schema = session.schema();
        this.catalog = catalog;
    }

    /**
     * Creates the schema, for its owner alone, with the comment that lets a full rollback drop it. All of it is one
     * transaction, or part of the one that is open.
     *
     * @return the statements that did it
     */
    List<String> create() throws SQLException {
        session.refuseStandby();
        boolean alone = session.connection().getAutoCommit();
        session.connection().setAutoCommit(false);
        try {
            List<String> statements = created();
            if (alone) {
                session.connection().commit();
                session.connection().setAutoCommit(true);
            }
            return statements;
        } catch (SQLException e) {
            // A failed transaction answers no query, and the message needs some.
            session.settle();
            if (SqlState.of(e) == SqlState.INSUFFICIENT_PRIVILEGE) {
                throw mayNotCreate(e);
            }
            throw e;
        }
    }

    private List<String> created() throws SQLException {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE SCHEMA " + schema.quoted(),
                "COMMENT ON SCHEMA " + schema.quoted() + " IS " + Quoting.literal(CreationComment.of(catalog))));
        session.executeAll(statements);
        List<String> revocations = Grants.revocationsOnSchema(session.connection(), schema.text());
        session.executeAll(revocations);
        statements.addAll(revocations);
        return statements;
    }

    private SchemaRefusedException mayNotCreate(SQLException e) throws SQLException {
        String database = session.texts("SELECT pg_catalog.current_database()").get(0);
        return new SchemaRefusedException(
                schema.where() + ": user \"" + session.user() + "\" may not create it in database \"" + database
                        + "\": have a superuser run GRANT CREATE ON DATABASE " + Quoting.identifier(database) + " TO "
                        + Quoting.identifier(session.user()),
                e);
    }

    /** Refuses a user who may not create objects in the schema. */
    void requireCreate() throws SQLException {
        boolean may = session.hasRow(
                "SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?"
                        + " AND pg_catalog.has_schema_privilege(oid, 'CREATE, USAGE')",
                schema.text());
        if (!may) {
            throw new SchemaRefusedException(schema.where() + ": user \"" + session.user()
                    + "\" may not create objects in it: have its owner run GRANT USAGE, CREATE ON SCHEMA "
                    + schema.quoted() + " TO " + Quoting.identifier(session.user()));
        }
    }

    /** Removes what {@link #removal} names; a changeset that is not committed is rolled back first. */
    void remove() throws SQLException {
        session.settle();
        session.executeAll(removal());
        session.ledgerDropped();
    }

    /** The statements that drop the ledger, and the schema if {@link #create} created it and nothing else is in it. */
    List<String> removal() throws SQLException {
        LedgerTables ledger = catalog.ledger();
        String in = ledger.schemaOr(schema.text());
        List<String> statements = new ArrayList<>(List.of(
                "DROP TABLE IF EXISTS " + Quoting.qualified(in, ledger.changes()),
                "DROP TABLE IF EXISTS " + Quoting.qualified(in, ledger.lock())));
        boolean ours = session.hasRow(
                "SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?"
                        + " AND pg_catalog.obj_description(oid, 'pg_namespace') = ?",
                schema.text(),
                CreationComment.of(catalog));
        if (ours) {
            String empty = "IF " + SystemCatalog.isEmptySchema(schema.text());
            statements.add("DO "
                    + Quoting.literal("BEGIN " + empty + " THEN DROP SCHEMA " + schema.quoted() + "; END IF; END"));
        }
        return statements;
    }
}
