package org.schemuse.importer.table;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableWrite.Place;
import org.schemuse.importer.table.TableWriter.Range;

/**
 * Writes a range of judged rows as an application's role, within the caller's transaction, so that row-level security judges
 * them. Rows are matched as that role sees them; a key that only others' rows have is an error of the server and no match. What
 * the role is granted to read the staged rows is taken from it again in the same transaction, so no other session can use it.
 */
final class ActingWrite {
    private static final String POLICY = "schemuse_acting";

    private final Handle transaction;
    private final TableWriter sql;
    private final Place place;
    private final ActingRole role;

    ActingWrite(Handle transaction, TableWriter sql, Place place, ActingRole role) {
        this.transaction = transaction;
        this.sql = sql;
        this.place = place;
        this.role = role;
    }

    RowTally atOnce(Range range, boolean now) {
        boolean update = place.onConflict() == OnConflict.UPDATE;
        boolean merging = place.onConflict() != OnConflict.ERROR;
        long candidates =
                transaction.createQuery(sql.candidates(range)).mapTo(Long.class).one();
        if (merging) {
            plain(sql.noMatch(range));
            plain("GRANT SELECT, INSERT ON pg_temp.matched TO " + role.quoted());
        }
        boolean alone = !shared();
        boolean opened = alone && share();
        role.enter(transaction);
        long matched = merging ? plain(sql.matchAsSeen(range, update)) : 0;
        long updated = 0;
        if (update && sql.changes()) {
            plain(sql.remember(place.replaced()));
            updated = plain(sql.update());
        }
        Vanished vanished = place.complete() ? TableWrite.vanished(transaction, sql) : Vanished.NONE;
        long inserted = plain(sql.insertRest(range, merging));
        if (now) {
            plain(TableWrite.NOW);
        }
        ActingRole.leave(transaction);
        if (alone) {
            unshare(opened);
        }
        if (merging) {
            plain("DROP TABLE pg_temp.matched");
        }
        long merged = update ? matched : 0;
        long skipped = merging ? candidates - merged - inserted : 0;
        return new RowTally(inserted, updated, merged - updated, skipped).missing(vanished);
    }

    /** Whether the role reads the staged rows already: because it is our own, or for all attempts of a transaction. */
    private boolean shared() {
        return transaction
                .createQuery("SELECT current_user = :role OR EXISTS (SELECT FROM pg_policy WHERE polname = :policy"
                        + " AND polrelid = to_regclass(:table))")
                .bind("role", role.role())
                .bind("policy", POLICY)
                .bind("table", sql.staged().name())
                .mapTo(Boolean.class)
                .one();
    }

    /** Lets the role read the staged rows until the transaction is rolled back, for many attempts. */
    void shareForAll() {
        if (!shared()) {
            share();
        }
    }

    /** @return whether the schema of the ledger was opened for it, too */
    private boolean share() {
        for (String table : List.of(sql.staged().name(), sql.staged().rejects())) {
            plain("GRANT SELECT ON " + table + " TO " + role.quoted());
            plain("CREATE POLICY " + POLICY + " ON " + table + " FOR SELECT TO " + role.quoted() + " USING (true)");
        }
        if (place.onConflict() == OnConflict.UPDATE) {
            plain("GRANT INSERT ON " + place.replaced() + " TO " + role.quoted());
            plain("CREATE POLICY " + POLICY + " ON " + place.replaced() + " FOR INSERT TO " + role.quoted()
                    + " WITH CHECK (true)");
        }
        boolean closed = transaction
                .createQuery("SELECT NOT has_schema_privilege(:role, relnamespace, 'USAGE') FROM pg_class"
                        + " WHERE oid = to_regclass(:table)")
                .bind("role", role.role())
                .bind("table", sql.staged().name())
                .mapTo(Boolean.class)
                .one();
        if (closed) {
            plain("GRANT USAGE ON SCHEMA " + place.ledger() + " TO " + role.quoted());
        }
        return closed;
    }

    private void unshare(boolean closed) {
        Stream<String> tables = Stream.concat(
                Stream.of(sql.staged().name(), sql.staged().rejects()),
                place.onConflict() == OnConflict.UPDATE ? Stream.of(place.replaced()) : Stream.of());
        tables.forEach(table -> {
            plain("DROP POLICY " + POLICY + " ON " + table);
            plain("REVOKE ALL ON " + table + " FROM " + role.quoted());
        });
        if (closed) {
            plain("REVOKE USAGE ON SCHEMA " + place.ledger() + " FROM " + role.quoted());
        }
    }

    private long plain(String statement) {
        return TableWrite.plain(transaction, statement);
    }
}
