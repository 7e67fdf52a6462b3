package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.value.ValueEncoder;
import org.schemuse.importer.table.value.ValueEncoders;

/** Tries every value of a field in a column: as it is, and in each way that a mapping can say and the column's type allows. */
final class ColumnTrial implements FileSurvey.FieldWatch {
    /** A longer text is no label, and no key that people read. */
    private static final int LONGEST_WORD = 1_000;

    /** What people write where they have no value, in lower case. */
    private static final Set<String> NOTHING = Set.of(
            "", "-", "--", "\u2013", "\u2014", "n/a", "na", "#n/a", "null", "none", "nil", "nan", "\\n", "?", "k.a.",
            "n.a.");

    /** With blanks around it. */
    private static final int LONGEST_NOTHING = 16;

    private static final int MOST_WORDS = 200;
    private static final int MOST_TOKENS = 20;
    /** After so many misfits a transformation is given up, if they are also a large share. */
    private static final int GIVEN_UP = 100;

    private final ColumnShape column;
    private final ValueEncoder encoder;
    private final TrialRows scratch;
    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<String, Long> words = new LinkedHashMap<>();
    private final Set<String> tokens = new TreeSet<>();
    private final Misfits none = new Misfits();
    private final Misfits suspects = new Misfits();
    private final Misfits blanks = new Misfits();
    private final int mostWords;
    private final boolean byValues;
    private long values;
    private long tokenCount;
    private boolean manyWords;
    private boolean over;

    /** A transformation, and what became of the values. */
    static final class Attempt {
        private final Transformation way;
        private final Misfits misfits = new Misfits();
        private final Set<Attempt> others = new HashSet<>();
        private boolean trims;
        private boolean givenUp;
        private @Nullable String made;

        Attempt(Transformation way) {
            this.way = way;
        }

        Transformation way() {
            return way;
        }

        Misfits misfits() {
            return misfits;
        }

        boolean trims() {
            return trims;
        }

        /** Whether so many values do not fit that no more are tried. */
        boolean isGivenUp() {
            return givenUp;
        }

        /** Whether it takes every value, as far as values show that it is meant. */
        boolean isWhole() {
            return misfits.count() == 0 && way.isMeant();
        }

        /** Whether another one made something else of a value. */
        boolean differsFrom(Attempt other) {
            return others.contains(other);
        }
    }

    /**
     * Of a column.
     *
     * @param typed whether the file tells texts from other values
     * @param scratch for its encoder
     * @param mostWords how many different texts are kept; 0 for as many as words need
     * @param byValues whether only the values could say that the column is meant, so that many misfits end the trial
     */
    ColumnTrial(ColumnShape column, boolean typed, TrialRows scratch, int mostWords, boolean byValues) {
        this.byValues = byValues;
        this.column = column;
        this.encoder = new ValueEncoders(typed, null).of(column);
        this.scratch = scratch;
        this.mostWords = mostWords == 0 ? MOST_WORDS : mostWords;
        attempts.add(new Attempt(new Transformation.AsItIs()));
        ColumnKind.transformations(column).forEach(way -> attempts.add(new Attempt(way)));
    }

    @Override
    public void see(Kind kind, @Nullable String text, long line) {
        if (kind == Kind.NULL || text == null) {
            none.add("", line);
            return;
        }
        values++;
        if (over) {
            return;
        }
        boolean fits = scratch.takes(encoder, text, kind);
        boolean nothing = text.length() <= LONGEST_NOTHING
                && NOTHING.contains(text.strip().toLowerCase(Locale.ROOT));
        if (nothing && !fits && tokens.size() < MOST_TOKENS) {
            tokens.add(text);
            tokenCount++;
            return;
        }
        if (nothing && !text.isEmpty()) {
            suspects.add(text, line);
        }
        if (!text.equals(text.strip())) {
            blanks.add(text, line);
        }
        remember(text, line);
        attempts.forEach(attempt -> attempt(attempt, kind, text, line));
        compare();
        over = byValues && (manyWords || !hasWords()) && attempts.stream().allMatch(Attempt::isGivenUp);
    }

    /** Whether words may be translated, so that they need not fit as they are. */
    private boolean hasWords() {
        ColumnKind kind = ColumnKind.of(column);
        return kind == ColumnKind.LABEL || kind == ColumnKind.BOOLEAN;
    }

    private void remember(String text, long line) {
        if (text.length() > LONGEST_WORD) {
            manyWords = true;
        } else if (words.size() < mostWords) {
            words.putIfAbsent(text, line);
        } else if (!words.containsKey(text)) {
            manyWords = true;
        }
    }

    private void attempt(Attempt attempt, Kind kind, String text, long line) {
        attempt.made = null;
        if (attempt.givenUp) {
            return;
        }
        String stripped = text.strip();
        String made = made(attempt.way, kind, text);
        boolean cut = attempt.way instanceof Split split && split.cutsBlanks(text);
        if (made == null && !stripped.equals(text)) {
            made = made(attempt.way, kind, stripped);
            cut = made != null;
        }
        if (made == null) {
            attempt.misfits.add(text, line);
            // How many values do not fit as they are is told, so they are all counted.
            boolean counted = !byValues && attempt.way.key().isEmpty();
            attempt.givenUp = !counted && attempt.misfits.count() > GIVEN_UP && attempt.misfits.count() * 2 > values;
        } else {
            attempt.trims |= cut;
            attempt.made = made.strip();
        }
    }

    private @Nullable String made(Transformation way, Kind kind, String text) {
        String made = kind == Kind.ARRAY || kind == Kind.OBJECT ? (way.key().isEmpty() ? text : null) : way.apply(text);
        return made != null && scratch.takes(encoder, made, way.kind(kind)) ? made : null;
    }

    private void compare() {
        for (Attempt one : attempts) {
            if (one.made != null && one.misfits.count() == 0) {
                for (Attempt other : attempts) {
                    if (other.made != null && other.misfits.count() == 0 && !other.made.equals(one.made)) {
                        one.others.add(other);
                    }
                }
            }
        }
    }

    ColumnShape column() {
        return column;
    }

    /** The ways to read the values; the first is to take them as they are. */
    List<Attempt> attempts() {
        return attempts;
    }

    /** How many values there are, with those that stand for none. */
    long values() {
        return values;
    }

    /** How many values there are that do not stand for none. */
    long meant() {
        return values - tokenCount;
    }

    /** Rows that have the field without a value. */
    Misfits none() {
        return none;
    }

    /** Texts that stand for no value and that the column cannot have. */
    Set<String> tokens() {
        return tokens;
    }

    /** How many values are such texts. */
    long tokenCount() {
        return tokenCount;
    }

    /** Texts that may stand for no value and that the column can have. */
    Misfits suspects() {
        return suspects;
    }

    /** Texts with blanks around them. */
    Misfits blanks() {
        return blanks;
    }

    /** The different texts with the line of each, in the order in which they came, as far as they are kept. */
    Map<String, Long> words() {
        return words;
    }

    /** Whether there are more different texts than {@link #words()} has. */
    boolean hasMoreWords() {
        return manyWords;
    }
}
