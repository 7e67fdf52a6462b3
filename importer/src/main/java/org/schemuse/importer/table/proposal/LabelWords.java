package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.shape.NearName;

/**
 * Which labels of an enum the words of a field mean.
 *
 * @param labels under the words that are not labels themselves
 * @param doubts which words are like a label only, or like none
 * @param misfits how many words are like none, of those that are known
 */
record LabelWords(Map<String, String> labels, List<String> doubts, long misfits) {
    private static final int MOST_DOUBTS = 20;

    static LabelWords of(ColumnTrial trial, List<String> labels) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> doubts = new ArrayList<>();
        long misfits = 0;
        for (Map.Entry<String, Long> word : trial.words().entrySet()) {
            if (labels.contains(word.getKey())) {
                continue;
            }
            List<String> near = near(word.getKey(), labels);
            String shown = Finding.quote(word.getKey()) + " in line " + word.getValue();
            if (near.isEmpty()) {
                misfits++;
                doubts.add(shown + " is like no label; expected one of " + String.join(", ", labels));
                continue;
            }
            found.put(word.getKey(), near.get(0));
            if (!NearName.folded(word.getKey()).equals(NearName.folded(near.get(0)))) {
                doubts.add(shown + " is only like " + near.get(0));
            }
        }
        if (trial.hasMoreWords()) {
            doubts.add("there are more different texts than were looked at");
        }
        if (doubts.size() > MOST_DOUBTS) {
            int more = doubts.size() - MOST_DOUBTS;
            doubts = new ArrayList<>(doubts.subList(0, MOST_DOUBTS));
            doubts.add(more + " more such words");
        }
        return new LabelWords(found, doubts, misfits);
    }

    /** The label that is nearest, if no other is as near. */
    private static List<String> near(String word, List<String> labels) {
        String folded = NearName.folded(word);
        List<String> same = labels.stream()
                .filter(label -> NearName.folded(label).equals(folded))
                .toList();
        if (same.size() == 1) {
            return same;
        }
        List<String> near = NearName.of(word, labels);
        boolean tied = near.size() > 1 && distance(folded, near.get(0)) == distance(folded, near.get(1));
        return tied ? List.of() : near;
    }

    private static int distance(String folded, String label) {
        return NearName.mistakes(folded, NearName.folded(label));
    }
}
