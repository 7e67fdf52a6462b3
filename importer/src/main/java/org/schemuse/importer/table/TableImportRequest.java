package org.schemuse.importer.table;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.mapping.MappingFile;

/**
 * What an import into a table was asked.
 *
 * @param table as the system catalog has it, without quotes
 * @param onConflict what becomes of a row whose key is in the table already
 * @param conflictKey the unique constraint or index that {@code onConflict} means; {@code null} for the primary key
 * @param complete whether the file should have all rows of the table, so that those which it does not have are reported
 * @param rejectLimit how many rows may be rejected
 * @param defer whether indexes and keys are built after the rows
 * @param skippedFields fields of the file that are left out
 * @param zone of dates without an offset; {@code null} if such a date is rejected
 * @param mapping which fields go into which columns, where their names do not say it
 * @param rejects where rejected rows go; {@code null} for beside the file
 * @param batchSize rows in one transaction
 * @param dryRun whether rows are only judged
 * @param as on whose behalf rows are written; {@code null} if row-level security is not to judge them
 * @param toolVersion the version of this program
 */
public record TableImportRequest(
        String table,
        OnConflict onConflict,
        @Nullable String conflictKey,
        boolean complete,
        RejectLimit rejectLimit,
        Defer defer,
        Set<String> skippedFields,
        @Nullable ZoneId zone,
        MappingFile mapping,
        @Nullable Path rejects,
        int batchSize,
        boolean dryRun,
        @Nullable ActAs as,
        String toolVersion) {
    /** How many rows go into one transaction unless the caller says otherwise. */
    public static final int USUAL_BATCH = 10_000;

    /** What becomes of a row whose key is in the table already. */
    public enum OnConflict {
        /** It is rejected. */
        ERROR,
        /** It is left out, and the table's row stays as it is. */
        SKIP,
        /** The table's row gets its values, where they differ. */
        UPDATE
    }

    /** Whether indexes and keys are built after the rows, while the table is closed to others. */
    public enum Defer {
        /** If the table is empty. */
        AUTO,
        NEVER,
        /** Whatever the table has. */
        ALWAYS
    }

    /** Asks for nothing special. */
    public static TableImportRequest into(String table, String toolVersion) {
        return new TableImportRequest(
                table,
                OnConflict.ERROR,
                null,
                false,
                RejectLimit.NONE,
                Defer.AUTO,
                Set.of(),
                null,
                MappingFile.NONE,
                null,
                USUAL_BATCH,
                false,
                null,
                toolVersion);
    }

    /** The same into another table. */
    public TableImportRequest inTable(String other) {
        return changed(draft -> draft.table = other);
    }

    /** The same with another way to take keys that are in the table; {@code null} means the primary key. */
    public TableImportRequest onConflict(OnConflict what, @Nullable String key) {
        return changed(draft -> {
            draft.onConflict = what;
            draft.conflictKey = key;
        });
    }

    /** The same with rejects in a place of their own, and so many of them at most. */
    public TableImportRequest rejecting(RejectLimit most, @Nullable Path place) {
        return changed(draft -> {
            draft.rejectLimit = most;
            draft.rejects = place;
        });
    }

    /** The same in batches of so many rows, with or without deferred indexes and keys. */
    public TableImportRequest deferring(Defer when, int rows) {
        return changed(draft -> {
            draft.defer = when;
            draft.batchSize = rows;
        });
    }

    /** The same with fields that are left out, and a zone of times that have no offset; {@code null} if these are rejected. */
    public TableImportRequest reading(Set<String> without, @Nullable ZoneId in) {
        return changed(draft -> {
            draft.skippedFields = without;
            draft.zone = in;
        });
    }

    /** The same with a mapping. */
    public TableImportRequest mapped(MappingFile by) {
        return changed(draft -> draft.mapping = by);
    }

    /** The same, and rows are only judged. */
    public TableImportRequest onlyJudging() {
        return changed(draft -> draft.dryRun = true);
    }

    /** The same, and rows go through row-level security; {@code null} if they are not to. */
    public TableImportRequest actingAs(@Nullable ActAs whom) {
        return changed(draft -> draft.as = whom);
    }

    /** The same with a file that should have all rows of the table. */
    public TableImportRequest fromCompleteFile() {
        return changed(draft -> {
            draft.onConflict = OnConflict.UPDATE;
            draft.complete = true;
        });
    }

    /** As the ledger records it: a run is continued only by the same. */
    Map<String, Object> recorded() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("table", table);
        options.put("onConflict", onConflict.name().toLowerCase(Locale.ROOT));
        options.put("conflictKey", conflictKey);
        options.put("complete", complete);
        options.put("defer", defer.name().toLowerCase(Locale.ROOT));
        options.put("skippedFields", skippedFields.stream().sorted().toList());
        options.put("zone", zone == null ? null : zone.getId());
        options.put("mapping", mapping.isNone() ? null : mapping.digest());
        options.put("batchSize", batchSize);
        if (as != null) {
            options.put("role", as.role());
            options.put("settings", as.all());
        }
        return options;
    }

    private TableImportRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** The same with components that can be changed. */
    private static final class Draft {
        private String table;
        private OnConflict onConflict;
        private @Nullable String conflictKey;
        private boolean complete;
        private RejectLimit rejectLimit;
        private Defer defer;
        private Set<String> skippedFields;
        private @Nullable ZoneId zone;
        private MappingFile mapping;
        private @Nullable Path rejects;
        private int batchSize;
        private boolean dryRun;
        private @Nullable ActAs as;
        private final String toolVersion;

        Draft(TableImportRequest of) {
            table = of.table;
            onConflict = of.onConflict;
            conflictKey = of.conflictKey;
            complete = of.complete;
            rejectLimit = of.rejectLimit;
            defer = of.defer;
            skippedFields = of.skippedFields;
            zone = of.zone;
            mapping = of.mapping;
            rejects = of.rejects;
            batchSize = of.batchSize;
            dryRun = of.dryRun;
            as = of.as;
            toolVersion = of.toolVersion;
        }

        TableImportRequest request() {
            return new TableImportRequest(
                    table,
                    onConflict,
                    conflictKey,
                    complete,
                    rejectLimit,
                    defer,
                    skippedFields,
                    zone,
                    mapping,
                    rejects,
                    batchSize,
                    dryRun,
                    as,
                    toolVersion);
        }
    }
}
