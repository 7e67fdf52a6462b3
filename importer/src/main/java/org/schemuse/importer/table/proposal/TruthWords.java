package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.finding.Finding;

/**
 * Which words of a field mean true, and which false.
 *
 * @param yes words that mean true
 * @param no words that mean false
 * @param doubts which words mean nothing that is known
 * @param misfits how many such words there are, of those that are known
 */
record TruthWords(List<String> yes, List<String> no, List<String> doubts, long misfits) {
    private static final Set<String> YES = Set.of(
            "true",
            "t",
            "yes",
            "y",
            "on",
            "1",
            "ja",
            "j",
            "oui",
            "si",
            "s\u00ed",
            "sim",
            "da",
            "tak",
            "wahr",
            "vrai",
            "verdadero",
            "x",
            "\u2713",
            "\u2714",
            "active",
            "aktiv",
            "enabled",
            "checked",
            "ok");
    private static final Set<String> NO = Set.of(
            "false",
            "f",
            "no",
            "n",
            "off",
            "0",
            "nein",
            "non",
            "n\u00e3o",
            "nao",
            "nie",
            "nej",
            "falsch",
            "faux",
            "falso",
            "inactive",
            "inaktiv",
            "disabled",
            "unchecked",
            "\u2717",
            "\u2718");

    private static final int MOST_DOUBTS = 5;

    static TruthWords of(ColumnTrial trial) {
        List<String> yes = new ArrayList<>();
        List<String> no = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        long misfits = 0;
        for (Map.Entry<String, Long> word : trial.words().entrySet()) {
            String folded = word.getKey().strip().toLowerCase(Locale.ROOT);
            if (YES.contains(folded)) {
                yes.add(word.getKey());
            } else if (NO.contains(folded)) {
                no.add(word.getKey());
            } else if (misfits++ < MOST_DOUBTS) {
                doubts.add(Finding.quote(word.getKey()) + " in line " + word.getValue()
                        + " is no known word for true or false; add it to yes: or no:");
            }
        }
        if (trial.hasMoreWords()) {
            doubts.add("there are more different texts than were looked at");
        }
        if (!yes.isEmpty() && no.isEmpty() && trial.none().count() > 0) {
            doubts.add(
                    "no word means false, and " + Misfits.counted(trial.none().count(), "row")
                            + " have no value; default: false would make them false");
        }
        return new TruthWords(yes, no, doubts, misfits);
    }
}
