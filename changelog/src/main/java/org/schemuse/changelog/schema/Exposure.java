package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.privilege.DefaultPrivileges;
import org.schemuse.changelog.privilege.Grants;
import org.schemuse.postgres.Quoting;

/** Warns if other roles may use a ledger, or will get privileges on what a changelog creates. */
final class Exposure {
    private final SchemaSession session;
    private final Catalog catalog;

    Exposure(SchemaSession session, Catalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /** A line for default privileges, and one for a ledger that other roles may use; Liquibase creates such ledgers. */
    List<String> notes() throws SQLException {
        List<String> notes = new ArrayList<>();
        DefaultPrivileges defaults =
                DefaultPrivileges.of(session.connection(), session.schema().text());
        // The author of a foreign changelog may want that, unless its objects are open to everyone.
        if (!(catalog.foreign() ? defaults.rolesOfEveryone() : defaults.roles()).isEmpty()) {
            notes.add(session.schema().where() + ": default privileges of \"" + session.user()
                    + "\" open new objects to " + String.join(", ", defaults.roles()) + "; "
                    + (catalog.foreign()
                            ? "what this changelog creates is open to them, its ledger is not"
                            : "what this catalog creates is not open to them"));
        }
        noteOpenLedger(notes);
        return notes;
    }

    private void noteOpenLedger(List<String> notes) throws SQLException {
        String in = catalog.ledger().schemaOr(session.schema().text());
        SortedSet<String> roles = new TreeSet<>();
        List<String> tables = Stream.of(
                        catalog.ledger().changes(), catalog.ledger().lock())
                .map(table -> Quoting.qualified(in, table))
                .toList();
        roles.addAll(Grants.ofOthersOnTable(
                session.connection(), in, catalog.ledger().changes()));
        roles.addAll(Grants.ofOthersOnTable(
                session.connection(), in, catalog.ledger().lock()));
        if (!roles.isEmpty()) {
            String others = String.join(", ", roles);
            notes.add(new SchemaName(in).where() + ": " + others
                    + " may use its ledger, and a role that can change it decides which changesets run: REVOKE ALL ON "
                    + String.join(", ", tables) + " FROM " + others);
        }
    }
}
