package org.schemuse.importer.table.proposal;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.NearName;
import org.schemuse.importer.table.shape.TableShape;

/** A field, and the columns that it may fill, each with its trial. */
final class FieldTrials implements FileSurvey.FieldWatch {
    /** So many columns of one field are tried by its values at most. */
    private static final int MOST_BY_VALUES = 40;

    /** Why a field may fill a column, the best reason first. */
    enum Reason {
        SAME_NAME,
        /** Without case, blanks, hyphens and underscores. */
        SAME_LETTERS,
        /** Without signs, too. */
        SAME_WORDS,
        /** With spelling mistakes. */
        NEAR_NAME,
        /** The words of one name are among those of the other. */
        SOME_WORDS,
        /** The names have nothing in common. */
        VALUES;

        /** Whether the name says it, so that values may be wrong. */
        boolean isSure() {
            return compareTo(SAME_WORDS) <= 0;
        }
    }

    private final String name;
    private final Map<Reason, Map<String, ColumnTrial>> trials = new EnumMap<>(Reason.class);

    FieldTrials(String name, TableShape shape, boolean typed, TrialRows scratch) {
        this.name = name;
        List<ColumnShape> columns =
                shape.columns().stream().filter(column -> !column.generated()).toList();
        Optional<Reason> sure = columns.stream()
                .map(column -> reason(name, column))
                .filter(Reason::isSure)
                .min(Reason::compareTo);
        int byValues = 0;
        for (ColumnShape column : columns) {
            Reason reason = reason(name, column);
            boolean tried = sure.isPresent()
                    ? reason == sure.get()
                    : reason != Reason.VALUES || (ColumnKind.of(column).showsInValues() && byValues++ < MOST_BY_VALUES);
            if (tried) {
                int words = ReferenceSearch.keyOf(shape, column).isPresent() ? ReferenceSearch.SAMPLE : 0;
                trials.computeIfAbsent(reason, key -> new LinkedHashMap<>())
                        .put(column.name(), new ColumnTrial(column, typed, scratch, words, reason == Reason.VALUES));
            }
        }
    }

    private static Reason reason(String field, ColumnShape column) {
        if (column.name().equals(field)) {
            return Reason.SAME_NAME;
        }
        if (NearName.folded(column.name()).equals(NearName.folded(field))) {
            return Reason.SAME_LETTERS;
        }
        String words = ColumnNames.folded(field);
        String named = ColumnNames.folded(column.name());
        // A field owner of a spreadsheet is what a table has as owner_id.
        if (NearName.folded(words).equals(NearName.folded(named))
                || named.equals(words + "_id")
                || new ColumnNames().of(field).equals(column.name())) {
            return Reason.SAME_WORDS;
        }
        if (!NearName.of(field, List.of(column.name())).isEmpty()) {
            return Reason.NEAR_NAME;
        }
        List<String> some = Arrays.asList(words.split("_", -1));
        List<String> others = Arrays.asList(named.split("_", -1));
        return some.containsAll(others) || others.containsAll(some) ? Reason.SOME_WORDS : Reason.VALUES;
    }

    @Override
    public void see(Kind kind, @Nullable String text, long line) {
        trials.values().forEach(some -> some.values().forEach(trial -> trial.see(kind, text, line)));
    }

    String name() {
        return name;
    }

    /** The trials of columns for which there is this reason. */
    Collection<ColumnTrial> by(Reason reason) {
        return trials.getOrDefault(reason, Map.of()).values();
    }

    /** The trial of a column for this reason; {@code null} if there is none. */
    @Nullable
    ColumnTrial by(Reason reason, String column) {
        return trials.getOrDefault(reason, Map.of()).get(column);
    }
}
