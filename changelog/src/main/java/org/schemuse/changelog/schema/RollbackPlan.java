package org.schemuse.changelog.schema;

import java.util.List;
import java.util.Objects;

/** Computes how many changesets a request rolls back. It refuses what cannot be rolled back before anything is changed. */
final class RollbackPlan {
    private final Ledger ledger;
    private final String where;

    /** @param where names the schema, and opens each refusal */
    RollbackPlan(Ledger ledger, String where) {
        this.ledger = ledger;
        this.where = where;
    }

    int count(RollbackRequest request) {
        int applied = ledger.applied().size();
        int count = wanted(request);
        if (count > applied) {
            throw new SchemaRefusedException(where + ": asked to roll back " + count + " changesets, but " + applied
                    + " are applied: ask for fewer, or for all");
        }
        if (count > 0 && !ledger.unknown().isEmpty()) {
            throw new SchemaRefusedException(where + ": its ledger names changesets this version does not have ("
                    + String.join(", ", ledger.unknown()) + "): use the version that applied them");
        }
        ledger.irreversible(count).stream().findFirst().ifPresent(row -> {
            throw new SchemaRefusedException(where + ": changeset " + row.id() + " (" + row.file()
                    + ") has no rollback; nothing was rolled back: add one, or ask for fewer changesets");
        });
        return count;
    }

    private int wanted(RollbackRequest request) {
        List<AppliedChangeset> applied = ledger.applied();
        if (request.all()) {
            return applied.size();
        }
        if (request.count() != null) {
            return request.count();
        }
        if (request.toDate() != null) {
            return (int) applied.stream()
                    .filter(row -> row.appliedAt().isAfter(request.toDate()))
                    .count();
        }
        String tag = Objects.requireNonNull(request.toTag(), "a request has one end");
        for (int i = 0; i < applied.size(); i++) {
            if (tag.equals(applied.get(i).tag())) {
                return applied.size() - i - 1;
            }
        }
        throw new SchemaRefusedException(where + ": its ledger has no tag \"" + tag + "\": see history");
    }
}
