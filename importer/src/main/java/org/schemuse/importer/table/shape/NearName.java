package org.schemuse.importer.table.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of the names that there are one was likely meant that there is not. */
public final class NearName {
    /** Per so many letters, one may be wrong, missing, extra or swapped with the next. */
    private static final int LETTERS_PER_MISTAKE = 3;

    /** Longer texts are no misspelled names, and comparing them takes long. */
    private static final int LONGEST = 63;

    private NearName() {}

    /**
     * The names that are like a word; case, and what people put between words, do not count.
     *
     * @return the nearest first
     */
    public static List<String> of(String word, Collection<String> names) {
        String wanted = folded(word);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return List.of();
        }
        int most = wanted.length() / LETTERS_PER_MISTAKE;
        return names.stream()
                .filter(name -> mistakes(wanted, folded(name)) <= most)
                .sorted(Comparator.<String>comparingInt(name -> mistakes(wanted, folded(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Without case, and without what people put between words. */
    public static String folded(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .chars()
                .filter(c -> c != '_' && c != '-' && !Character.isWhitespace(c))
                .forEach(c -> folded.append((char) c));
        return folded.toString();
    }

    /** How many letters must be changed, added, removed or swapped with the next to make one word the other. */
    public static int mistakes(String word, String other) {
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
