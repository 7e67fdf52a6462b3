package org.schemuse.importer.table.proposal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Tries whether the texts of a field are dates, times, numbers or words for true and false in a form that the server does not read, but
 * a mapping does: a new column keeps them as texts, which is hardly what the user wants.
 */
final class OtherForms implements FileSurvey.FieldWatch {
    /** Types as the server calls them, by their oids in {@code pg_type}. */
    private static final Map<Integer, String> TYPES =
            Map.of(1082, "date", 1114, "timestamp without time zone", 1700, "numeric", 16, "boolean");

    /** The keys of a mapping that read another form. */
    private static final List<String> FORMS = List.of("date", "number", "yes", "no");

    private final List<ColumnTrial> trials;

    OtherForms(TrialRows scratch) {
        trials = TYPES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(type -> new ColumnTrial(column(type.getKey(), type.getValue()), false, scratch, 0, true))
                .toList();
    }

    private static ColumnShape column(int oid, String type) {
        return new ColumnShape(
                "value",
                type,
                oid,
                type,
                -1,
                false,
                List.of(),
                0,
                List.of(),
                false,
                null,
                false,
                ColumnShape.Identity.NONE);
    }

    @Override
    public void see(Kind kind, @Nullable String text, long line) {
        trials.forEach(trial -> trial.see(kind, text, line));
    }

    /**
     * What another type and a mapping would make of the texts, as a doubt.
     *
     * @param rows how many rows the file has
     * @return empty if all values are not of one of these types
     */
    Optional<String> doubt(String field, long rows) {
        return trials.stream()
                .filter(trial -> trial.meant() > 0)
                .map(trial -> said(trial, ColumnPlan.of(trial, field, ReferenceFinding.NONE, rows)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> said(ColumnTrial trial, ColumnEntry entry) {
        boolean read = entry.misfits() == 0 && entry.keys().keySet().stream().anyMatch(FORMS::contains);
        return read
                ? Optional.of("all values can be " + trial.column().typeName()
                        + "; with that type, an import needs a mapping: "
                        + entry.keys().entrySet().stream()
                                .map(key -> key.getKey() + ": " + key.getValue())
                                .collect(Collectors.joining(", ", "{", "}")))
                : Optional.empty();
    }
}
