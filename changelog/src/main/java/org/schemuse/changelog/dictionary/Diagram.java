package org.schemuse.changelog.dictionary;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schemuse.changelog.dictionary.Relation.Constraint;

/**
 * The tables of a schema and what refers to what, as an entity-relationship diagram in Mermaid's language. Tables show the
 * columns that are part of a key; with all of them a diagram of some size cannot be read.
 */
final class Diagram {
    private final Dictionary dictionary;
    private final IndentedText text = new IndentedText();

    private Diagram(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    static String of(Dictionary dictionary) {
        return new Diagram(dictionary).source();
    }

    private String source() {
        List<Relation> tables = dictionary.tables().toList();
        text.block("erDiagram", "", () -> {
            tables.forEach(this::entity);
            tables.forEach(table -> foreignKeys(table).forEach(key -> line(table, key)));
        });
        return text.toString();
    }

    private void entity(Relation table) {
        List<Column> columns = table.columns().stream()
                .filter(column -> !marks(table, column).isEmpty())
                .toList();
        if (columns.isEmpty()) {
            text.line(entityName(table.name()));
            return;
        }
        text.block(
                entityName(table.name()) + " {",
                "}",
                () -> columns.forEach(column ->
                        text.line(word(column.declared()) + " " + word(column.name()) + " " + marks(table, column))));
    }

    private static String marks(Relation table, Column column) {
        Set<String> marks = new TreeSet<>(List.of("PK", "FK", "UK"));
        marks.removeIf(mark -> table.constraints().stream()
                .noneMatch(each -> mark.charAt(0) == Character.toUpperCase(each.type())
                        && each.columns().contains(column.name())));
        return String.join(", ", marks);
    }

    private static List<Constraint> foreignKeys(Relation table) {
        return table.constraints().stream().filter(each -> each.type() == 'f').toList();
    }

    private void line(Relation table, Constraint key) {
        boolean optional = table.columns().stream()
                .anyMatch(column -> column.nullable() && key.columns().contains(column.name()));
        String many = table.isUnique(key.columns()) ? "|o" : "}o";
        text.line(entityName(table.name()) + " " + many + "--" + (optional ? "o|" : "||") + " "
                + entityName(referenced(key.target())) + " : " + quoted(String.join(", ", key.columns())));
    }

    private String referenced(Relation.Reference reference) {
        return reference.schema().equals(dictionary.schema())
                ? reference.relation()
                : reference.schema() + "." + reference.relation();
    }

    private static String entityName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : quoted(name);
    }

    private static String quoted(String text) {
        return '"' + text.replace('"', '\'') + '"';
    }

    /** Mermaid knows no quotes for types and attributes. */
    private static String word(String name) {
        String word = name.codePoints()
                .mapToObj(c -> c < 128 && Character.isLetterOrDigit(c) ? Character.toString(c) : "_")
                .collect(Collectors.joining());
        return Character.isLetter(word.charAt(0)) ? word : "x" + word;
    }
}
