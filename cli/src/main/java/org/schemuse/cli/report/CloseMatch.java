package org.schemuse.cli.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

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
                .filter(candidate -> mistakes(word, candidate) <= most)
                .min(Comparator.comparingInt(candidate -> mistakes(word, candidate)));
        return near.isPresent() || word.replaceFirst("^-+", "").length() < SHORTEST_BEGINNING
                ? near
                : known.stream().filter(candidate -> candidate.startsWith(word)).findFirst();
    }

    /** How many letters must be changed, added, removed or swapped with the next one to make one word the other. */
    static int mistakes(String word, String other) {
        int[][] least = new int[word.length() + 1][other.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                least[i][j] = i == 0 ? j : j == 0 ? i : least(least, word, other, i, j);
            }
        }
        return least[word.length()][other.length()];
    }

    private static int least(int[][] least, String word, String other, int i, int j) {
        int changed = least[i - 1][j - 1] + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int found = Math.min(changed, 1 + Math.min(least[i - 1][j], least[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && word.charAt(i - 1) == other.charAt(j - 2)
                && word.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(found, 1 + least[i - 2][j - 2]) : found;
    }
}
