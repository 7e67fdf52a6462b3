package org.schemuse.importer.table.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.NearName;

/**
 * Other values for those of a field.
 *
 * @param values by the text of the field
 */
record ValueMap(Map<String, Constant> values, Otherwise otherwise) implements Translation {
    private static final int MOST_SHOWN = 20;

    /** What becomes of a value that is not named. */
    enum Otherwise {
        REJECT,
        KEEP,
        NULL
    }

    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        Constant found = values.get(cell.text());
        if (found != null) {
            found.into(cell);
        } else if (otherwise == Otherwise.NULL) {
            cell.setNull();
        }
        return found == null && otherwise == Otherwise.REJECT ? expected(cell.text()) : null;
    }

    private String expected(String text) {
        return Words.oneOf(values.keySet(), MOST_SHOWN)
                + NearName.of(text, values.keySet()).stream()
                        .findFirst()
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        return Optional.empty();
    }

    @Override
    public Set<String> words() {
        return values.keySet();
    }
}
