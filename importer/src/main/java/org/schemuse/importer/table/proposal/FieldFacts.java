package org.schemuse.importer.table.proposal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/** What the values of a field are like, as far as a new column depends on it. */
final class FieldFacts implements FileSurvey.FieldWatch, Closeable {
    /** A type that so many values do not fit, and so large a share of them, is none that was meant. */
    private static final int FEW = 20;

    private static final int LARGE_SHARE = 20;

    /** Of so few rows, one that does not fit is a small share. */
    private static final int FEW_ROWS = 3;

    private static final int LONGEST_CODE = 40;

    private final String name;
    private final boolean typed;
    private final Map<InferredType, InferredType.Judge> judges = new EnumMap<>(InferredType.class);
    private final Map<InferredType, Misfits> misfits = new EnumMap<>(InferredType.class);
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final DistinctTest distinct;
    private final @Nullable OtherForms forms;
    private long values;
    private int longest;
    private int shortest = Integer.MAX_VALUE;
    private int digits;
    private int leastScale = Integer.MAX_VALUE;
    private int mostScale;
    private long largest;
    private boolean codes = true;
    private boolean t;
    private boolean f;

    /**
     * Of a field.
     *
     * @param typed whether the file tells texts from other values
     * @param scratch for its judges
     * @param hashes how many hashes of its values are kept in memory
     */
    FieldFacts(String name, boolean typed, TrialRows scratch, int hashes) {
        this.name = name;
        this.typed = typed;
        this.distinct = new DistinctTest(hashes);
        this.forms = typed ? null : new OtherForms(scratch);
        for (InferredType type : InferredType.values()) {
            judges.put(type, type.judge(typed, scratch));
            misfits.put(type, new Misfits());
        }
    }

    @Override
    public void see(Kind kind, @Nullable String text, long line) {
        if (forms != null) {
            forms.see(kind, text, line);
        }
        if (kind == Kind.NULL || text == null) {
            return;
        }
        values++;
        kinds.add(kind);
        judges.values().removeIf(judge -> {
            Misfits some = misfits(judge.type());
            if (!judge.takes(kind, text)) {
                some.add(text, line);
            }
            return some.count() > FEW && some.count() * LARGE_SHARE > values;
        });
        measure(text);
        distinct.add(text);
    }

    private void measure(String text) {
        // The index of a key takes 2,700 bytes; so bytes are what counts.
        int bytes = text.length() > Short.MAX_VALUE ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        longest = Math.max(longest, bytes);
        shortest = Math.min(shortest, bytes);
        codes = codes
                && bytes <= LONGEST_CODE
                && !text.isEmpty()
                && text.chars().noneMatch(Character::isWhitespace);
        t |= text.equals("t");
        f |= text.equals("f");
        if (judges.containsKey(InferredType.NUMERIC)
                && misfits(InferredType.NUMERIC).count() == 0) {
            int sign = text.startsWith("-") ? 1 : 0;
            int point = text.indexOf('.');
            digits = Math.max(digits, (point < 0 ? text.length() : point) - sign);
            int scale = exponent(text) ? Integer.MAX_VALUE : point < 0 ? 0 : text.length() - point - 1;
            leastScale = Math.min(leastScale, scale);
            mostScale = Math.max(mostScale, scale);
        }
        if (judges.containsKey(InferredType.INTEGER)
                && misfits(InferredType.INTEGER).count() == 0) {
            largest = Math.max(largest, Math.abs(Long.parseLong(text)));
        }
    }

    private static boolean exponent(String text) {
        return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    /** As the file names it. */
    String name() {
        return name;
    }

    /** Whether the file tells texts from other values. */
    boolean typed() {
        return typed;
    }

    /** How many values it has. */
    long values() {
        return values;
    }

    /** What its values are. */
    Set<Kind> kinds() {
        return kinds;
    }

    /** The values that cannot be of a type; once they are a large share, no more are counted. */
    Misfits misfits(InferredType type) {
        return Objects.requireNonNull(misfits.get(type));
    }

    /** Whether all values can be of a type. */
    boolean isAll(InferredType type) {
        return values > 0 && misfits(type).count() == 0;
    }

    /** Whether nearly all values can be of a type. */
    boolean isNearly(InferredType type) {
        long some = misfits(type).count();
        return judges.containsKey(type)
                && some > 0
                && (some * LARGE_SHARE <= values || (some <= 2 && some * FEW_ROWS <= values));
    }

    /** What another type would make of its texts with a mapping, as a doubt; of JSON and YAML nothing. */
    Optional<String> otherForm(long rows) {
        return forms == null ? Optional.empty() : forms.doubt(name, rows);
    }

    /** How many bytes its longest value has. */
    int longest() {
        return longest;
    }

    /** Whether all values have as many bytes. */
    boolean isEvenlyLong() {
        return values > 1 && shortest == longest;
    }

    /** Whether a value is an empty text. */
    boolean hasEmptyTexts() {
        return shortest == 0;
    }

    /** How many digits a number has before its point at most. */
    int digits() {
        return digits;
    }

    /** How many digits every number has after its point; -1 if not all have as many. */
    int scale() {
        return leastScale == mostScale && mostScale < Integer.MAX_VALUE ? mostScale : -1;
    }

    /** The largest whole number, without its sign. */
    long largest() {
        return largest;
    }

    /** Whether every value is short and without blanks. */
    boolean isOfCodes() {
        return codes;
    }

    /** Whether there is a value {@code t} and a value {@code f}. */
    boolean hasBothLetters() {
        return t && f;
    }

    /** Whether no value came twice. */
    boolean allDifferent() throws IOException {
        return distinct.allDifferent();
    }

    @Override
    public void close() throws IOException {
        distinct.close();
    }
}
