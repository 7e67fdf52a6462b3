package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;

/** Schemas of files, from the tables that they are for. */
final class RowSchemas {
    private static final int MODIFIER_OF_NONE = 4;

    private RowSchemas() {}

    /** Of a new table's file; its fields are called as in the file. */
    static RowSchema of(NewTable table, boolean typed) {
        Map<String, String> fields = new HashMap<>();
        table.columns().forEach(column -> fields.put(column.name(), column.field()));
        return new RowSchema(
                table.comment(),
                table.columns().stream().map(column -> field(column, typed)).toList(),
                table.primaryKey().stream()
                        .map(column -> fields.getOrDefault(column, column))
                        .toList(),
                List.of(),
                RowSchema.USUAL_MISSING);
    }

    private static FieldSchema field(NewColumn column, boolean typed) {
        String type = typed && column.mixed()
                ? "any"
                : column.type().startsWith("numeric")
                        ? "number"
                        : switch (column.type()) {
                            case "integer", "bigint" -> "integer";
                            case "boolean", "date" -> column.type();
                            case "timestamptz" -> "datetime";
                            case "jsonb" -> "any";
                            default -> "string";
                        };
        return made(
                column.field(),
                type,
                column.type().equals("uuid"),
                column.notNull() && (typed || !column.mixed()),
                column.unique(),
                FieldSchema.nothing());
    }

    private static FieldSchema made(
            String name, String type, boolean uuid, boolean required, boolean unique, ObjectNode constraints) {
        ObjectNode spelling = FieldSchema.nothing();
        if (type.equals("boolean")) {
            List.of("true", "True", "TRUE", "t").forEach(spelling.withArray("trueValues")::add);
            List.of("false", "False", "FALSE", "f").forEach(spelling.withArray("falseValues")::add);
        }
        // ISO 8601 has more forms than the usual one of a Table Schema.
        String format = uuid ? "uuid" : type.equals("datetime") ? "any" : "";
        return new FieldSchema(name, type, format, required, unique, constraints, spelling, "");
    }

    /** Of a file for a table; its fields are called as the columns. */
    static RowSchema of(TableShape table, boolean typed) {
        List<FieldSchema> fields = new ArrayList<>();
        for (ColumnShape column : table.columns()) {
            if (!column.generated()) {
                fields.add(field(column, typed, unique(table, column)));
            }
        }
        return new RowSchema(
                "Rows of table " + table.name() + ".",
                fields,
                table.uniques().stream()
                        .filter(TableShape.Unique::primary)
                        .findFirst()
                        .map(TableShape.Unique::columns)
                        .orElse(List.of()),
                table.foreignKeys().stream()
                        .map(key -> new NewTable.Reference(
                                key.columns(), key.self() ? "" : plain(key.target()), key.targetColumns()))
                        .toList(),
                RowSchema.USUAL_MISSING);
    }

    private static boolean unique(TableShape table, ColumnShape column) {
        return table.uniques().stream()
                .anyMatch(key -> !key.primary()
                        && key.predicate() == null
                        && key.keys().size() == 1
                        && key.columns().equals(List.of(column.name())));
    }

    /** The name of a table without its schema. */
    private static String plain(String target) {
        return target.substring(target.lastIndexOf('.') + 1).replace("\"", "");
    }

    private static FieldSchema field(ColumnShape column, boolean typed, boolean unique) {
        ObjectNode constraints = FieldSchema.nothing();
        if (!column.labels().isEmpty()) {
            ArrayNode labels = constraints.putArray("enum");
            column.labels().forEach(labels::add);
        }
        if (column.baseType() == 1043 && column.modifier() > MODIFIER_OF_NONE) {
            constraints.put("maxLength", column.modifier() - MODIFIER_OF_NONE);
        }
        return made(
                column.name(),
                type(column, typed),
                column.baseTypeName().equals("uuid"),
                column.notNull() && !column.hasDefault(),
                unique,
                constraints);
    }

    private static String type(ColumnShape column, boolean typed) {
        return switch (ColumnKind.of(column)) {
            case NUMBER -> column.baseType() >= 20 && column.baseType() <= 23 ? "integer" : "number";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "string";
            case TIMESTAMP, MOMENT -> "datetime";
            case ARRAY -> typed ? "array" : "string";
            case DOCUMENT -> "any";
            default -> "string";
        };
    }
}
