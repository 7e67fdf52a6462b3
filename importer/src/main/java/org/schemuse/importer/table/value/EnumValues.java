package org.schemuse.importer.table.value;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.shape.NearName;

/** Values of an enum: its labels. A label that is spelled otherwise is refused, with the one that was likely meant. */
final class EnumValues implements ValueEncoder {
    private static final int MOST_SHOWN = 20;

    private final List<String> labels;
    private final Set<String> known;
    private final String shown;

    /** Values with these labels. */
    EnumValues(List<String> labels) {
        this.labels = labels;
        this.known = new HashSet<>(labels);
        this.shown = "one of "
                + labels.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                + (labels.size() > MOST_SHOWN ? " and " + (labels.size() - MOST_SHOWN) + " more" : "");
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        if (known.contains(text)) {
            BinaryForms.text(rows, text);
            return null;
        }
        return RefusedValue.expected(shown
                + NearName.of(text, labels).stream()
                        .findFirst()
                        .map(label -> "; did you mean \"" + label + "\"?")
                        .orElse(""));
    }
}
