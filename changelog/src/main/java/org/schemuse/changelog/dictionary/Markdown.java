package org.schemuse.changelog.dictionary;

import static org.schemuse.changelog.dictionary.MarkdownText.code;
import static org.schemuse.changelog.dictionary.MarkdownText.prose;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schemuse.changelog.dictionary.Relation.Constraint;
import org.schemuse.changelog.dictionary.Relation.Head;
import org.schemuse.changelog.dictionary.Relation.RowSecurity;

/**
 * A schema as a data dictionary: an overview with a diagram, and a page for each table and view with columns,
 * constraints, indexes, policies and triggers. It tells what PostgreSQL keeps, comments included; grants and the source
 * of functions and views it leaves to the changesets.
 */
public final class Markdown {
    /** The first line of every page, by which pages of tables that are gone are known. */
    public static final String FIRST_LINE = "<!-- Written by \"schemuse docs\" from the live schema. Do not edit. -->";

    /** The page the others are found from. */
    public static final String OVERVIEW = "README.md";

    private final Dictionary dictionary;
    private final Map<String, String> files;
    private final Map<String, String> links;

    private Markdown(Dictionary dictionary, boolean onePage) {
        this.dictionary = dictionary;
        this.files = fileNames(dictionary);
        this.links = onePage
                ? dictionary.relations().stream().collect(Collectors.toMap(Relation::name, each -> "#" + anchor(each)))
                : files;
    }

    /** The dictionary as pages, by their file names. */
    public static Map<String, String> pages(Dictionary dictionary) {
        Markdown markdown = new Markdown(dictionary, false);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(OVERVIEW, FIRST_LINE + "\n\n" + markdown.overview());
        dictionary
                .relations()
                .forEach(each ->
                        pages.put(markdown.files.get(each.name()), FIRST_LINE + "\n\n" + markdown.page(each, 1)));
        return pages;
    }

    /** The dictionary as one page. */
    public static String document(Dictionary dictionary) {
        Markdown markdown = new Markdown(dictionary, true);
        StringBuilder document = new StringBuilder(FIRST_LINE + "\n\n" + markdown.overview());
        dictionary.relations().forEach(each -> document.append('\n').append(markdown.page(each, 2)));
        return document.toString();
    }

    private String overview() {
        MarkdownText text = new MarkdownText();
        text.heading(1, "Schema " + code(dictionary.schema()));
        text.paragraph(dictionary.comment() == null ? null : prose(dictionary.comment()));
        list(text, "Tables", dictionary.tables());
        list(text, "Views", dictionary.views());
        if (dictionary.tables().findAny().isPresent()) {
            text.heading(2, "Diagram");
            text.paragraph("Columns that are part of a key.");
            text.paragraph("```mermaid\n" + Diagram.of(dictionary) + "```");
        }
        functions(text);
        types(text);
        return text.toString();
    }

    private void list(MarkdownText text, String title, Stream<Relation> relations) {
        List<Relation> all = relations.toList();
        if (!all.isEmpty()) {
            text.heading(2, title);
            text.table(
                    List.of("Name", "Columns", "Row security", "Comment"),
                    all.stream()
                            .map(each -> List.of(
                                    linked(each.name()),
                                    Integer.toString(each.columns().size()),
                                    word(each.head().rowSecurity()),
                                    prose(each.head().comment()))));
        }
    }

    private static String word(RowSecurity security) {
        return security == RowSecurity.OFF ? "" : security.name().toLowerCase(Locale.ROOT);
    }

    private void functions(MarkdownText text) {
        if (!dictionary.routines().isEmpty()) {
            text.heading(2, "Functions");
            text.table(
                    List.of("Name", "Returns", "Language", "Runs as", "Comment"),
                    dictionary.routines().stream()
                            .map(each -> List.of(
                                    code(each.name() + "(" + each.arguments() + ")"),
                                    each.declared() == null ? "(procedure)" : code(each.declared()),
                                    each.traits().language() + ", "
                                            + each.traits().volatility().toLowerCase(Locale.ROOT),
                                    each.traits().securityDefiner() ? "its owner" : "its caller",
                                    prose(each.traits().comment()))));
        }
    }

    private void types(MarkdownText text) {
        if (!dictionary.enums().isEmpty()) {
            text.heading(2, "Enums");
            text.table(
                    List.of("Name", "Words, in order", "Comment"),
                    dictionary.enums().stream()
                            .map(each -> List.of(code(each.name()), codes(each.labels()), prose(each.comment()))));
        }
        if (!dictionary.domains().isEmpty()) {
            text.heading(2, "Domains");
            text.table(
                    List.of("Name", "Over", "Constraints", "Comment"),
                    dictionary.domains().stream()
                            .map(each -> List.of(
                                    code(each.name()),
                                    code(each.base()),
                                    codes(each.constraints()),
                                    prose(each.comment()))));
        }
        dictionary.composites().forEach(each -> {
            text.heading(2, "Composite type " + code(each.name()));
            text.paragraph(each.comment() == null ? null : prose(each.comment()));
            columns(text, each.attributes());
        });
    }

    private String page(Relation relation, int level) {
        MarkdownText text = new MarkdownText();
        Head head = relation.head();
        text.heading(level, kind(head) + " " + code(relation.name()));
        text.paragraph(head.comment() == null ? null : prose(head.comment()));
        text.paragraph(head.partitionedBy() == null ? null : "Partitioned by " + code(head.partitionedBy()) + ".");
        columns(text, relation.columns());
        constraints(text, relation, level + 1);
        referrers(text, relation, level + 1);
        if (!relation.indexes().isEmpty()) {
            text.heading(level + 1, "Indexes");
            text.table(
                    List.of("Name", "Definition", "For", "State", "Comment"),
                    relation.indexes().stream()
                            .map(each -> List.of(
                                    code(each.name()),
                                    code(each.definition()),
                                    each.constraint() ? "the constraint" : "",
                                    each.valid() ? "" : "invalid",
                                    prose(each.comment()))));
        }
        policies(text, relation, level + 1);
        if (!relation.triggers().isEmpty()) {
            text.heading(level + 1, "Triggers");
            text.table(
                    List.of("Name", "Definition", "State", "Comment"),
                    relation.triggers().stream()
                            .map(each -> List.of(
                                    code(each.name()),
                                    code(each.definition()),
                                    each.enabled() ? "" : "switched off",
                                    prose(each.comment()))));
        }
        return text.toString();
    }

    private static String kind(Head head) {
        return switch (head.kind()) {
            case TABLE -> "Table";
            case VIEW -> "View";
            case MATERIALIZED_VIEW -> "Materialized view";
            case FOREIGN_TABLE -> "Foreign table";
        };
    }

    private static void columns(MarkdownText text, List<Column> columns) {
        text.table(
                List.of("Column", "Type", "NULL", "Default", "Comment"),
                columns.stream()
                        .map(each -> List.of(
                                code(each.name()),
                                code(each.declared()),
                                each.nullable() ? "yes" : "",
                                filling(each),
                                prose(each.comment()))));
    }

    private static String filling(Column column) {
        return switch (column.source()) {
            case STATEMENT -> "";
            case DEFAULT -> code(column.expression());
            case IDENTITY_BY_DEFAULT -> "identity";
            case IDENTITY_ALWAYS -> "identity, always";
            case GENERATED -> "generated: " + code(column.expression());
        };
    }

    private void constraints(MarkdownText text, Relation relation, int level) {
        if (!relation.constraints().isEmpty()) {
            text.heading(level, "Constraints");
            text.table(
                    List.of("Name", "Definition", "Refers to", "Comment"),
                    relation.constraints().stream()
                            .map(each -> List.of(
                                    code(each.name()),
                                    code(each.definition()),
                                    each.reference() == null ? "" : referenced(each),
                                    prose(each.comment()))));
        }
    }

    private String referenced(Constraint key) {
        return key.target().schema().equals(dictionary.schema())
                ? linked(key.target().relation())
                : code(key.target().schema() + "." + key.target().relation());
    }

    private void referrers(MarkdownText text, Relation relation, int level) {
        List<List<String>> rows = dictionary.relations().stream()
                .flatMap(other -> other.constraints().stream()
                        .filter(each -> each.reference() != null
                                && each.reference().schema().equals(dictionary.schema())
                                && each.reference().relation().equals(relation.name()))
                        .map(each -> List.of(linked(other.name()), codes(each.columns()))))
                .toList();
        if (!rows.isEmpty()) {
            text.heading(level, "Referred to by");
            text.table(List.of("Table", "Columns"), rows.stream());
        }
    }

    private static void policies(MarkdownText text, Relation relation, int level) {
        RowSecurity security = relation.head().rowSecurity();
        if (security == RowSecurity.OFF && relation.policies().isEmpty()) {
            return;
        }
        text.heading(level, "Row-level security");
        text.paragraph(
                switch (security) {
                    case OFF -> "Switched off: the policies below do nothing.";
                    case ON -> "On; the table's owner is not bound by it.";
                    case FORCED -> "On, for the table's owner too.";
                });
        text.table(
                List.of("Policy", "For", "Roles", "Kind", "USING", "WITH CHECK", "Comment"),
                relation.policies().stream()
                        .map(each -> List.of(
                                code(each.name()),
                                each.command(),
                                codes(each.roles()),
                                each.permissive() ? "" : "restrictive",
                                code(each.using()),
                                code(each.check()),
                                prose(each.comment()))));
    }

    private static String codes(List<String> names) {
        return String.join(", ", names.stream().map(MarkdownText::code).toList());
    }

    private String linked(String relation) {
        String target = links.get(relation);
        return target == null ? code(relation) : "[" + code(relation) + "](" + target + ")";
    }

    /** Names of files that any file system takes and that no two relations share. */
    private static Map<String, String> fileNames(Dictionary dictionary) {
        Map<String, String> files = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(Set.of("readme"));
        for (Relation relation : dictionary.relations()) {
            String plain = relation.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
            String name = plain;
            for (int number = 2; !taken.add(name); number++) {
                name = plain + "-" + number;
            }
            files.put(relation.name(), name + ".md");
        }
        return files;
    }

    /** As GitHub makes it of the heading. */
    private static String anchor(Relation relation) {
        return (kind(relation.head()) + " " + relation.name())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }
}
