package org.schemuse.changelog.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerPath;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.postgres.Quoting;

/**
 * What the ledger of a schema says was applied, compared with the catalog.
 *
 * @param applied in the order of application
 */
record Ledger(Catalog catalog, List<AppliedChangeset> applied) {
    /** Reads the ledger; a schema that holds something else is refused. */
    static Ledger read(SchemaSession session, Catalog catalog) throws SQLException {
        if (!exists(session, catalog)) {
            List<String> relations = session.relations().stream()
                    .filter(relation -> !catalog.ledger().includes(relation))
                    .toList();
            if (!relations.isEmpty()) {
                throw new SchemaRefusedException(session.schema().where() + " holds something else ("
                        + relations.size() + " tables or views, such as " + relations.get(0)
                        + ") and no ledger of catalog " + catalog.name() + ": choose another schema"
                        + (catalog.foreign()
                                ? ", specify where its ledger is with --ledger-schema or --ledger-tables, or adopt what"
                                        + " is there with schemuse baseline"
                                : ""));
            }
            return new Ledger(catalog, List.of());
        }
        Ledger ledger = new Ledger(catalog, rows(session, catalog.ledger()));
        if (!ledger.applied.isEmpty() && ledger.own().isEmpty()) {
            LedgerPaths.refuse(catalog, ledger.applied, session.schema().where());
            throw new SchemaRefusedException(session.schema().where() + " holds another changelog ("
                    + ledger.applied.get(0).file() + " ...), not catalog " + catalog.name()
                    + ": choose another schema");
        }
        return ledger;
    }

    /** Whether there is a ledger at all. */
    static boolean exists(SchemaSession session, Catalog catalog) throws SQLException {
        return session.exists(
                catalog.ledger().schemaOr(session.schema().text()),
                catalog.ledger().changes());
    }

    /** The table of applied changesets, as SQL names it. */
    static String table(LedgerTables tables, String schema) {
        return Quoting.qualified(tables.schemaOr(schema), tables.changes());
    }

    /** The changesets that a filter takes and that are not applied. */
    List<Changeset> pending(ChangesetFilter filter) {
        Set<String> there = applied.stream().map(Ledger::key).collect(Collectors.toSet());
        return catalog.changesets().stream()
                .filter(changeset -> catalog.takes(filter, changeset) && !there.contains(key(changeset)))
                .toList();
    }

    /** The changesets that are not applied because their contexts or labels are not chosen. */
    List<Changeset> leftOut() {
        Set<String> there = applied.stream().map(Ledger::key).collect(Collectors.toSet());
        return catalog.others().stream()
                .filter(changeset -> !there.contains(key(changeset)))
                .toList();
    }

    /** Ids that the catalog of this build does not have. */
    List<String> unknown() {
        return strangers().stream().map(AppliedChangeset::id).toList();
    }

    /** Rows that the catalog of this build does not have. */
    List<AppliedChangeset> strangers() {
        List<AppliedChangeset> known = known();
        return applied.stream().filter(row -> !known.contains(row)).toList();
    }

    /**
     * The catalog's changesets that are applied, in the order of application; a row it does not have is refused.
     *
     * @param where names the schema, and opens the refusal
     */
    List<Changeset> changesets(String where) {
        return applied.stream().map(row -> listed(row, where)).toList();
    }

    private Changeset listed(AppliedChangeset row, String where) {
        return catalog.everyChangeset().stream()
                .filter(changeset -> key(changeset).equals(key(row)))
                .findFirst()
                .orElseThrow(() -> new SchemaRefusedException(where + ": its ledger names changeset " + row.id() + " ("
                        + row.file() + "), which catalog " + catalog.name()
                        + " does not have: use the version that applied it"));
    }

    /** Those of the latest rows that cannot be rolled back. */
    List<AppliedChangeset> irreversible(int latest) {
        Set<String> without = catalog.everyChangeset().stream()
                .filter(changeset -> !changeset.rollback())
                .map(Ledger::key)
                .collect(Collectors.toSet());
        return applied.subList(applied.size() - latest, applied.size()).stream()
                .filter(row -> without.contains(key(row)))
                .toList();
    }

    List<String> ids() {
        return applied.stream().map(AppliedChangeset::id).toList();
    }

    /** Those that no other catalog shares; a foreign changelog may have moved, so its keys decide. */
    private List<AppliedChangeset> own() {
        Set<String> files = Set.copyOf(catalog.ownFiles());
        return known().stream()
                .filter(row -> catalog.foreign() || files.contains(row.file()))
                .toList();
    }

    private List<AppliedChangeset> known() {
        Set<String> ours = catalog.everyChangeset().stream().map(Ledger::key).collect(Collectors.toSet());
        return applied.stream().filter(row -> ours.contains(key(row))).toList();
    }

    private static List<AppliedChangeset> rows(SchemaSession session, LedgerTables tables) throws SQLException {
        String sql = "SELECT id, author, filename, dateexecuted, orderexecuted, tag, comments FROM "
                + table(tables, session.schema().text()) + " ORDER BY orderexecuted, dateexecuted";
        List<AppliedChangeset> applied = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                applied.add(new AppliedChangeset(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getInt(5),
                        row.getString(6),
                        row.getString(7)));
            }
        }
        return applied;
    }

    private static String key(AppliedChangeset row) {
        return LedgerPath.normal(row.file()) + "::" + row.id() + "::" + row.author();
    }

    private static String key(Changeset changeset) {
        return LedgerPath.normal(changeset.file()) + "::" + changeset.id() + "::" + changeset.author();
    }
}
