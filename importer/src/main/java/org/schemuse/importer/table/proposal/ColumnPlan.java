package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.schemuse.importer.table.proposal.ColumnTrial.Attempt;
import org.schemuse.importer.table.shape.ColumnShape;

/** How a field is to be read so that all its values are in its column, as its values show it. */
final class ColumnPlan {
    private final ColumnTrial trial;
    private final ColumnShape column;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> doubts = new ArrayList<>();
    private long misfits;

    private ColumnPlan(ColumnTrial trial) {
        this.trial = trial;
        this.column = trial.column();
    }

    /**
     * The entry of a column.
     *
     * @param reference what its values refer to, if that is known
     * @param rows how many rows the file has
     */
    static ColumnEntry of(ColumnTrial trial, String field, ReferenceFinding reference, long rows) {
        ColumnPlan plan = new ColumnPlan(trial);
        plan.values(reference);
        plan.nothing(rows);
        plan.doubts.addAll(reference.doubts());
        plan.misfits = Math.max(plan.misfits, reference.misfits());
        return new ColumnEntry(plan.column.name(), field, plan.keys, plan.doubts, plan.misfits);
    }

    private void values(ReferenceFinding reference) {
        Attempt plain = trial.attempts().get(0);
        if (reference.isNatural()) {
            keys.put("reference", YamlWords.scalar(reference.key()));
            return;
        }
        if (ColumnKind.of(column) == ColumnKind.SERVER && trial.meant() > 0) {
            doubts.add("only the server can judge values of " + column.typeName());
        }
        if (plain.isWhole()) {
            trim(plain);
            if (ColumnKind.of(column) == ColumnKind.NUMBER) {
                ambiguity(plain, "as it is");
            }
            return;
        }
        switch (ColumnKind.of(column)) {
            case LABEL -> labels();
            case BOOLEAN -> truth();
            default -> transformation(plain);
        }
    }

    private void trim(Attempt attempt) {
        if (attempt.trims()) {
            keys.put("trim", "true");
        } else if (trial.blanks().count() > 0 && ColumnKind.of(column) == ColumnKind.TEXT) {
            doubts.add("texts have blanks around them, which stay: "
                    + trial.blanks().count() + " of " + Misfits.counted(trial.values(), "value")
                    + "; trim: true cuts them");
        }
    }

    private void transformation(Attempt plain) {
        Optional<Attempt> whole =
                trial.attempts().stream().filter(Attempt::isWhole).findFirst();
        if (whole.isPresent()) {
            Attempt best = whole.get();
            if (!ambiguity(best, best.way().value())) {
                use(best);
            }
            return;
        }
        Attempt best = plain;
        for (Attempt attempt : trial.attempts()) {
            boolean better = !attempt.isGivenUp()
                    && attempt.misfits().count() < best.misfits().count();
            best = better ? attempt : best;
        }
        if (best.misfits().count() * 2 > trial.meant() || !best.way().isMeant()) {
            best = best.misfits().count() == 0 ? best : plain;
        }
        if (!best.way().isMeant()) {
            doubts.add("no value has a separator, so it is not known which one the file has");
        }
        if (best == plain) {
            doubts.add(plain.misfits().of(trial.meant()));
        } else if (best.misfits().count() > 0) {
            doubts.add(best.misfits().of(trial.meant()));
        }
        misfits = best.misfits().count();
        use(best);
    }

    private void use(Attempt best) {
        if (!best.way().key().isEmpty()) {
            keys.put(best.way().key(), YamlWords.scalar(best.way().value()));
        }
        if (best.trims()) {
            keys.put("trim", "true");
        }
        if (best.way().needsZone()) {
            doubts.add("times have no offset; name their zone, as in zone: Europe/Vienna");
            misfits = trial.meant();
        }
    }

    /** Whether the values can be read in two ways that give other values; then they stay as they are. */
    private boolean ambiguity(Attempt best, String called) {
        for (Attempt other : trial.attempts()) {
            if (other != best && other.isWhole() && best.differsFrom(other)) {
                doubts.add("may be " + called + " or " + other.way().value() + ", and no value shows which; add "
                        + other.way().key() + ": with the right one");
                misfits = best == trial.attempts().get(0) ? 0 : trial.meant();
                return true;
            }
        }
        return false;
    }

    private void labels() {
        LabelWords words = LabelWords.of(trial, column.labels());
        if (!words.labels().isEmpty()) {
            keys.put("values", YamlWords.map(words.labels()));
            keys.put("otherwise", "keep");
        }
        doubts.addAll(words.doubts());
        misfits = words.misfits();
    }

    private void truth() {
        TruthWords words = TruthWords.of(trial);
        if (!words.yes().isEmpty() || !words.no().isEmpty()) {
            keys.put("yes", YamlWords.list(words.yes()));
            keys.put("no", YamlWords.list(words.no()));
        }
        doubts.addAll(words.doubts());
        misfits = words.misfits();
    }

    /** Rows without a value, and texts that stand for none. */
    private void nothing(long rows) {
        if (!trial.tokens().isEmpty()) {
            TreeSet<String> tokens = new TreeSet<>(trial.tokens());
            tokens.add("");
            keys.put("null", YamlWords.list(tokens));
        }
        if (trial.suspects().count() > 0) {
            doubts.add(trial.suspects().count() + " of " + Misfits.counted(rows, "row")
                    + " have a text that may mean no value, which null: would say; "
                    + trial.suspects().first());
        }
        long empty = rows - trial.meant();
        boolean absent = trial.none().count() == 0 && trial.tokenCount() == 0;
        if (column.notNull() && empty > 0 && !(absent && column.hasDefault())) {
            doubts.add("must have a value, and " + empty + " of " + Misfits.counted(rows, "row") + " have none"
                    + (trial.none().count() > 0
                            ? ", the first in " + trial.none().firstLine()
                            : "")
                    + "; default: sets one");
            misfits = Math.max(misfits, empty);
        }
        if (trial.meant() == 0) {
            doubts.add("no row has a value");
        }
    }
}
