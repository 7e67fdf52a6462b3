package org.schemuse.importer.table.mapping;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Words for true and false, in any case.
 *
 * @param yes in lower case
 * @param no in lower case
 */
record Words(Set<String> yes, Set<String> no) implements Translation {
    private static final int MOST_SHOWN = 20;

    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        String word = cell.text().toLowerCase(Locale.ROOT);
        if (yes.contains(word) || no.contains(word)) {
            cell.set(Kind.BOOLEAN, Boolean.toString(yes.contains(word)));
            return null;
        }
        return cell.is(Kind.BOOLEAN) ? null : oneOf(words(), MOST_SHOWN);
    }

    /** Texts in a sentence. */
    static String oneOf(Collection<String> texts, int most) {
        return "one of "
                + texts.stream().limit(most).map(Words::shown).collect(Collectors.joining(", "))
                + (texts.size() > most ? " and " + (texts.size() - most) + " more" : "");
    }

    private static String shown(String text) {
        return text.isBlank() ? "'" + text + "'" : text;
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        return ColumnTypes.isBoolean(column)
                ? Optional.empty()
                : Optional.of("words for true and false are for boolean columns");
    }

    @Override
    public Set<String> words() {
        return Stream.concat(yes.stream(), no.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
