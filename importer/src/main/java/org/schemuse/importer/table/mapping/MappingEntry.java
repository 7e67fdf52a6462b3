package org.schemuse.importer.table.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.file.YamlScalars;
import org.schemuse.importer.table.shape.NearName;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What stands at a place of a mapping file, read strictly: what is not expected there is refused with its line. */
final class MappingEntry {
    private static final JsonFactory JSON = new JsonFactory();

    private final String file;
    private final Node node;

    private MappingEntry(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** The content of a file. */
    static MappingEntry of(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);
        Node root;
        try {
            refuseAliases(file, new Yaml(options).parse(new StringReader(text)));
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new UnusableDumpException(file + ":" + line + ": no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new UnusableDumpException(file + ": no YAML: " + reason, e);
        }
        if (root == null) {
            throw new UnusableDumpException(file + ": has nothing in it; expected what fills the columns, such as"
                    + " 'columns: {email: E-Mail}'");
        }
        return new MappingEntry(file, root);
    }

    /** What stands for itself, or for very much, would not end. */
    private static void refuseAliases(String file, Iterable<Event> events) {
        for (Event event : events) {
            if (event instanceof AliasEvent alias) {
                throw new UnusableDumpException(
                        file + ":" + (event.getStartMark().getLine() + 1) + ": the alias *" + alias.getAnchor()
                                + " is not read; expected what it stands for");
            }
        }
    }

    /** The line on which it begins, from 1. */
    int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** What is wrong at this place. */
    UnusableDumpException fault(String message) {
        return new UnusableDumpException(file + ":" + line() + ": " + message);
    }

    /** What is expected here, and not what was found. */
    UnusableDumpException expected(String expected) {
        return fault("expected " + expected + ", found " + found());
    }

    private String found() {
        return isMap() ? "a mapping" : isList() ? "a list" : Finding.quote(((ScalarNode) node).getValue());
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** Its entries by their names, which are any. */
    Map<String, MappingEntry> entries(String expected) {
        if (!(node instanceof MappingNode map)) {
            throw expected(expected);
        }
        Map<String, MappingEntry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            MappingEntry key = new MappingEntry(file, tuple.getKeyNode());
            String name = key.text("a name");
            if (entries.put(name, new MappingEntry(file, tuple.getValueNode())) != null) {
                throw key.fault("\"" + name + "\" stands here a second time; expected it once");
            }
        }
        return entries;
    }

    /**
     * Its entries, whose names are words.
     *
     * @param words those that may stand here
     */
    Map<String, MappingEntry> words(Collection<String> words, String expected) {
        Map<String, MappingEntry> entries = entries(expected);
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                MappingEntry key = new MappingEntry(file, tuple.getKeyNode());
                String word = key.text("a word");
                if (!words.contains(word)) {
                    throw key.fault("unknown word " + Finding.quote(word) + oneOf(word, words));
                }
            }
        }
        return entries;
    }

    /** What a word could have been, after what is wrong with it. */
    static String oneOf(String word, Collection<String> words) {
        return "; expected one of " + String.join(", ", words)
                + NearName.of(word, words).stream()
                        .findFirst()
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
    }

    /** One of some words. */
    String word(List<String> words) {
        String word = text("one of " + String.join(", ", words));
        if (!words.contains(word)) {
            throw fault("unknown word " + Finding.quote(word) + oneOf(word, words));
        }
        return word;
    }

    /** A single value as it is written, whatever YAML takes it for. */
    String text(String expected) {
        if (!(node instanceof ScalarNode scalar)) {
            throw expected(expected);
        }
        return scalar.getValue();
    }

    /** A single value that is not empty. */
    String name(String expected) {
        String text = text(expected);
        if (text.isEmpty()) {
            throw expected(expected);
        }
        return text;
    }

    boolean flag() {
        return word(List.of("true", "false")).equals("true");
    }

    /** A list of single values, or one alone. */
    List<MappingEntry> all(String expected) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .map(one -> new MappingEntry(file, one))
                    .toList();
        }
        if (node instanceof ScalarNode) {
            return List.of(this);
        }
        throw expected(expected);
    }

    /** The texts of {@link #all}, each once. */
    Set<String> texts(String expected) {
        Set<String> texts = new LinkedHashSet<>();
        all(expected).forEach(one -> texts.add(one.text(expected)));
        return texts;
    }

    /** Any value, as a file of rows would have it. */
    Constant constant() {
        if (node instanceof ScalarNode scalar) {
            Kind kind = kind(scalar);
            return new Constant(kind, kind == Kind.NULL ? null : YamlScalars.json(kind, scalar.getValue()));
        }
        return new Constant(isList() ? Kind.ARRAY : Kind.OBJECT, json());
    }

    private static Kind kind(ScalarNode scalar) {
        return YamlScalars.kind(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Node one) throws IOException {
        if (one instanceof SequenceNode list) {
            json.writeStartArray();
            for (Node element : list.getValue()) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (one instanceof MappingNode map) {
            json.writeStartObject();
            for (NodeTuple tuple : map.getValue()) {
                json.writeFieldName(new MappingEntry(file, tuple.getKeyNode()).text("a name"));
                write(json, tuple.getValueNode());
            }
            json.writeEndObject();
        } else {
            writeScalar(json, (ScalarNode) one);
        }
    }

    private static void writeScalar(JsonGenerator json, ScalarNode scalar) throws IOException {
        Kind kind = kind(scalar);
        switch (kind) {
            case NULL -> json.writeNull();
            case TEXT -> json.writeString(scalar.getValue());
            default -> json.writeRawValue(YamlScalars.json(kind, scalar.getValue()));
        }
    }

    /** The file and the line, for messages of later checks. */
    @Override
    public String toString() {
        return file + ":" + line();
    }
}
