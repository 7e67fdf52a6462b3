package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.NearName;
import org.schemuse.importer.table.shape.TableShape;

/**
 * Which field of a file goes into which column. A field is its column's namesake; differences in case, in blanks, hyphens and
 * underscores, and between camelCase and snake_case are forgiven and noted.
 */
final class FieldMatch {
    private final TableShape shape;
    private final Set<String> skipped;
    private final List<@Nullable ColumnShape> byField = new ArrayList<>();
    private final Map<String, String> fieldByColumn = new LinkedHashMap<>();
    private final Set<String> mapped = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    private FieldMatch(TableShape shape, Set<String> skipped) {
        this.shape = shape;
        this.skipped = skipped;
    }

    /**
     * The match of the fields of a header, of which the first are columns that a mapping fills.
     *
     * @throws UnusableDumpException if one has no column, or two have the same
     */
    static FieldMatch of(MappedTable mapped, List<String> fields, Set<String> skippedFields) {
        Set<String> skipped = new HashSet<>(skippedFields);
        skipped.addAll(mapped.skipped());
        FieldMatch match = new FieldMatch(mapped.shape(), skipped);
        for (ColumnShape column : mapped.columns()) {
            match.byField.add(column);
            match.mapped.add(column.name());
        }
        for (String field : fields.subList(Math.min(match.width(), fields.size()), fields.size())) {
            match.add(field).ifPresent(reason -> {
                throw new UnusableDumpException(reason);
            });
        }
        return match;
    }

    /**
     * Takes the next field.
     *
     * @return why it has no column; empty if it has one or is left out
     */
    Optional<String> add(String field) {
        if (skipped.contains(field)) {
            byField.add(null);
            return Optional.empty();
        }
        ColumnShape column = shape.column(field).orElse(null);
        if (column == null) {
            List<ColumnShape> alike = alike(field);
            if (alike.size() != 1) {
                byField.add(null);
                return Optional.of(alike.isEmpty() ? unknown(field) : ambiguous(field, alike));
            }
            column = alike.get(0);
            notes.add("field \"" + field + "\" goes into column " + column.name());
        }
        byField.add(column);
        return refusal(field, column);
    }

    private Optional<String> refusal(String field, ColumnShape column) {
        if (mapped.contains(column.name())) {
            return Optional.of(
                    "field \"" + field + "\" means column " + column.name() + ", which the mapping fills too;"
                            + " leave the field out with skip: in the mapping, or remove the column from it");
        }
        String other = fieldByColumn.putIfAbsent(column.name(), field);
        if (other != null) {
            return Optional.of("fields \"" + other + "\" and \"" + field + "\" both mean column " + column.name()
                    + "; leave one out with --skip-field");
        }
        return column.generated()
                ? Optional.of("column " + column.name() + " is generated, so no value can be imported; leave the field"
                        + " out with --skip-field " + argument(field))
                : Optional.empty();
    }

    private List<ColumnShape> alike(String field) {
        String wanted = NearName.folded(field);
        return shape.columns().stream()
                .filter(column -> NearName.folded(column.name()).equals(wanted))
                .toList();
    }

    private String unknown(String field) {
        return "field \"" + field + "\" is no column of table " + shape.name() + "; expected " + known(field)
                + "; leave it out with --skip-field " + argument(field)
                + ", or say in a mapping where it goes: schemuse map";
    }

    /** As a shell takes it. */
    private static String argument(String field) {
        return field.matches("[\\w.-]+") ? field : "'" + field.replace("'", "'\\''") + "'";
    }

    /** What a field could be called that no column is called like. */
    String known(String field) {
        List<String> columns = shape.columns().stream().map(ColumnShape::name).toList();
        return "one of " + String.join(", ", columns)
                + NearName.of(field, columns).stream()
                        .findFirst()
                        .map(name -> "; did you mean \"" + name + "\"?")
                        .orElse("");
    }

    private static String ambiguous(String field, List<ColumnShape> alike) {
        return "field \"" + field + "\" may mean column "
                + String.join(" or ", alike.stream().map(ColumnShape::name).toList()) + "; name it exactly so";
    }

    /** The column of a field by its number; {@code null} if it has none. */
    @Nullable
    ColumnShape column(int field) {
        return byField.get(field);
    }

    /** How many fields were taken. */
    int width() {
        return byField.size();
    }

    /** The columns that the fields fill, in the order of the fields. */
    List<ColumnShape> columns() {
        List<ColumnShape> columns = new ArrayList<>();
        byField.forEach(column -> {
            if (column != null) {
                columns.add(column);
            }
        });
        return columns;
    }

    /** What was forgiven, a line each. */
    List<String> notes() {
        return notes;
    }
}
