package org.schemuse.changelog.dictionary;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.changelog.dictionary.Column.Source;
import org.schemuse.changelog.dictionary.Dictionary.CompositeType;
import org.schemuse.changelog.dictionary.Dictionary.EnumType;
import org.schemuse.changelog.dictionary.Relation.Constraint;
import org.schemuse.changelog.dictionary.Routine.Parameter;
import org.schemuse.changelog.dictionary.ValueType.Array;
import org.schemuse.changelog.dictionary.ValueType.Composite;
import org.schemuse.changelog.dictionary.ValueType.Enumerated;
import org.schemuse.changelog.dictionary.ValueType.Scalar;

/**
 * A schema as types of TypeScript, in the shape that {@code supabase gen types typescript} gives them and that
 * supabase-js expects: what a row is when it is read, inserted and updated, what refers to what, functions, enums and
 * composite types. Members are sorted by name, so that the order of columns, which differs between a table that was made
 * and one that was altered, does not show.
 */
public final class TypeScript {
    private static final Map<String, String> SCALARS = scalars();

    private static final String HEADER = """
            // Written by "schemuse types --lang typescript" from the live schema. Do not edit.

            export type Json =
              | string
              | number
              | boolean
              | null
              | { [key: string]: Json | undefined }
              | Json[]

            """;

    private static final String NAMES_FOR_PARTS = """

            type Schema = Database[%s]

            /** A row of a table or view, as it is read. */
            export type Tables<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
              (Schema["Tables"] & Schema["Views"])[Name] extends { Row: infer Row } ? Row : never

            /** What can be inserted into a table or view. */
            export type TablesInsert<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
              (Schema["Tables"] & Schema["Views"])[Name] extends { Insert: infer Insert } ? Insert : never

            /** What can be changed in a row of a table or view. */
            export type TablesUpdate<Name extends keyof (Schema["Tables"] & Schema["Views"])> =
              (Schema["Tables"] & Schema["Views"])[Name] extends { Update: infer Update } ? Update : never

            /** The words of an enum. */
            export type Enums<Name extends keyof Schema["Enums"]> = Schema["Enums"][Name]

            /** The fields of a composite type. */
            export type CompositeTypes<Name extends keyof Schema["CompositeTypes"]> = Schema["CompositeTypes"][Name]
            """;

    private final Dictionary dictionary;
    private final IndentedText text = new IndentedText();

    private TypeScript(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The file, ended by a line feed. */
    public static String of(Dictionary dictionary) {
        return new TypeScript(dictionary).file();
    }

    private String file() {
        text.block(
                "export type Database = {",
                "}",
                () -> text.block(key(dictionary.schema()) + ": {", "}", () -> {
                    members("Tables", dictionary.tables(), this::relation);
                    members("Views", dictionary.views(), this::relation);
                    functions();
                    members("Enums", dictionary.enums().stream(), this::enumeration);
                    members("CompositeTypes", dictionary.composites().stream(), this::composite);
                }));
        String types = HEADER + text + NAMES_FOR_PARTS.formatted(quoted(dictionary.schema())) + "\n";
        return types + constants();
    }

    private <T> void members(String name, Stream<T> all, Consumer<T> each) {
        List<T> members = all.toList();
        if (members.isEmpty()) {
            text.line(name + ": {}");
        } else {
            text.block(name + ": {", "}", () -> members.forEach(each));
        }
    }

    private void relation(Relation relation) {
        text.block(key(relation.name()) + ": {", "}", () -> {
            List<Column> columns = sorted(relation.columns(), Column::name);
            text.block(
                    "Row: {",
                    "}",
                    () -> columns.forEach(column -> text.line(key(column.name()) + ": " + read(column))));
            if (relation.head().insertable()) {
                text.block(
                        "Insert: {",
                        "}",
                        () -> columns.forEach(column -> written(column, isOptional(column, relation))));
            }
            if (relation.head().updatable()) {
                text.block("Update: {", "}", () -> columns.forEach(column -> written(column, true)));
            }
            relationships(relation);
        });
    }

    private String read(Column column) {
        return orNull(name(column.type()), column.nullable());
    }

    private void written(Column column, boolean optional) {
        boolean never =
                !column.writable() || column.source() == Source.GENERATED || column.source() == Source.IDENTITY_ALWAYS;
        text.line(key(column.name()) + (optional || never ? "?: " : ": ") + (never ? "never" : read(column)));
    }

    /** Of a view nobody knows what its table fills in by itself. */
    private static boolean isOptional(Column column, Relation relation) {
        return column.nullable()
                || column.source() != Source.STATEMENT
                || !relation.head().kind().isTable();
    }

    private void relationships(Relation relation) {
        List<Constraint> keys = relation.constraints().stream()
                .filter(each -> each.type() == 'f' && each.target().schema().equals(dictionary.schema()))
                .toList();
        if (keys.isEmpty()) {
            text.line("Relationships: []");
            return;
        }
        text.block(
                "Relationships: [",
                "]",
                () -> keys.forEach(each -> text.block("{", "},", () -> {
                    text.line("foreignKeyName: " + quoted(each.name()));
                    text.line("columns: " + tuple(each.columns()));
                    text.line("isOneToOne: " + relation.isUnique(each.columns()));
                    text.line("referencedRelation: " + quoted(each.target().relation()));
                    text.line("referencedColumns: " + tuple(each.target().columns()));
                })));
    }

    /** Functions of one name are a union, of which a call chooses by its arguments. */
    private void functions() {
        Map<String, List<Routine>> byName = dictionary.routines().stream()
                .filter(routine -> !routine.isTrigger())
                .collect(Collectors.groupingBy(Routine::name, TreeMap::new, Collectors.toList()));
        members("Functions", byName.entrySet().stream(), named -> {
            if (named.getValue().size() == 1) {
                text.block(
                        key(named.getKey()) + ": {",
                        "}",
                        () -> function(named.getValue().get(0)));
            } else {
                text.block(
                        key(named.getKey()) + ":",
                        "",
                        () -> named.getValue().forEach(each -> text.block("| {", "}", () -> function(each))));
            }
        });
    }

    private void function(Routine routine) {
        text.line("Args: " + (routine.parameters().isEmpty() ? "never" : fields(routine.parameters())));
        String returns = routine.fields().isEmpty() ? name(routine.result()) : fields(routine.fields());
        text.line("Returns: " + (routine.set() ? elements(returns) : returns));
    }

    private String fields(List<Parameter> fields) {
        return sorted(fields, Parameter::name).stream()
                .map(each -> key(each.name()) + (each.optional() ? "?: " : ": ") + name(each.type()))
                .collect(Collectors.joining("; ", "{ ", " }"));
    }

    private void enumeration(EnumType type) {
        text.line(key(type.name()) + ": " + union(type.labels()));
    }

    private void composite(CompositeType type) {
        text.block(
                key(type.name()) + ": {",
                "}",
                () -> sorted(type.attributes(), Column::name)
                        .forEach(attribute -> text.line(key(attribute.name()) + ": " + read(attribute))));
    }

    /** The only part that is there when the program runs: the words of the enums, to fill a list with. */
    private String constants() {
        IndentedText constants = new IndentedText();
        constants.block(
                "export const Constants = {",
                "} as const",
                () -> constants.block(key(dictionary.schema()) + ": {", "},", () -> words(constants)));
        return constants.toString();
    }

    private void words(IndentedText constants) {
        if (dictionary.enums().isEmpty()) {
            constants.line("Enums: {},");
            return;
        }
        constants.block(
                "Enums: {",
                "},",
                () -> dictionary
                        .enums()
                        .forEach(type -> constants.line(key(type.name()) + ": " + tuple(type.labels()) + ",")));
    }

    private String name(ValueType type) {
        if (type instanceof Array array) {
            return elements(name(array.element()));
        }
        if (type instanceof Enumerated words) {
            return words.schema().equals(dictionary.schema()) ? part("Enums", words.name()) : union(words.labels());
        }
        if (type instanceof Composite row) {
            return row.schema().equals(dictionary.schema()) ? composite(row.name()) : "unknown";
        }
        return SCALARS.getOrDefault(((Scalar) type).name(), "unknown");
    }

    private String composite(String name) {
        return dictionary.relations().stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst()
                .map(relation -> part(relation.head().kind().isTable() ? "Tables" : "Views", name) + "[\"Row\"]")
                .orElseGet(() -> dictionary.composites().stream()
                                .anyMatch(type -> type.name().equals(name))
                        ? part("CompositeTypes", name)
                        : "unknown");
    }

    private String part(String kind, String name) {
        return "Database[" + quoted(dictionary.schema()) + "][" + quoted(kind) + "][" + quoted(name) + "]";
    }

    private static String orNull(String type, boolean nullable) {
        return nullable && !type.equals("unknown") ? type + " | null" : type;
    }

    private static String elements(String type) {
        return type.contains(" | ") ? "(" + type + ")[]" : type + "[]";
    }

    private static String union(List<String> labels) {
        return labels.isEmpty()
                ? "never"
                : labels.stream().map(TypeScript::quoted).collect(Collectors.joining(" | "));
    }

    private static String tuple(List<String> texts) {
        return texts.stream().map(TypeScript::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static <T> List<T> sorted(List<T> all, Function<T, String> name) {
        return all.stream().sorted(Comparator.comparing(name)).toList();
    }

    private static String key(String name) {
        return name.matches("[A-Za-z_$][A-Za-z0-9_$]*") ? name : quoted(name);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static Map<String, String> scalars() {
        Map<String, String> scalars = new TreeMap<>();
        scalars.put("bool", "boolean");
        scalars.put("json", "Json");
        scalars.put("jsonb", "Json");
        scalars.put("void", "undefined");
        scalars.put("record", "Record<string, unknown>");
        List.of("int2", "int4", "int8", "float4", "float8", "numeric").forEach(name -> scalars.put(name, "number"));
        List.of(
                        "bytea",
                        "bpchar",
                        "varchar",
                        "date",
                        "text",
                        "citext",
                        "time",
                        "timetz",
                        "timestamp",
                        "timestamptz",
                        "uuid",
                        "interval",
                        "inet",
                        "cidr",
                        "macaddr",
                        "name",
                        "char",
                        "bit",
                        "varbit",
                        "xml",
                        "tsvector",
                        "tsquery")
                .forEach(name -> scalars.put(name, "string"));
        return scalars;
    }
}
