package org.schemuse.cli.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.schemuse.importer.table.shape.NearName;

/** What a mistyped word was meant to be, if a known word is close enough to it. */
public final class CloseMatch {
    /** Per so many letters, one may be wrong, missing, extra or transposed. */
    private static final int LETTERS_PER_MISTAKE = 3;

    private static final int SHORTEST_BEGINNING = 3;

    private CloseMatch() {}

    /** {@code " Did you mean migrate?"}, or nothing if no word is close. */
    public static String question(String word, Collection<String> known) {
        return of(word, known).map(found -> " Did you mean " + found + "?").orElse("");
    }

    /** The closest of the known words, if it is close; of several the first. */
    public static Optional<String> of(String word, Collection<String> known) {
        int most = Math.max(1, word.replaceFirst("^-+", "").length() / LETTERS_PER_MISTAKE);
        Optional<String> near = known.stream()
                .filter(candidate -> NearName.mistakes(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> NearName.mistakes(word, candidate)));
        return near.isPresent() || word.replaceFirst("^-+", "").length() < SHORTEST_BEGINNING
                ? near
                : known.stream().filter(candidate -> candidate.startsWith(word)).findFirst();
    }
}
