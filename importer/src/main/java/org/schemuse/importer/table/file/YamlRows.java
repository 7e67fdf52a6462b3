package org.schemuse.importer.table.file;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.CountingStream;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.file.YamlNodes.Node;

/**
 * The rows of a YAML file: a list of mappings, or documents that are mappings. Without quotes, {@code null}, {@code ~} and nothing
 * are NULL, {@code true} and {@code false} are booleans, and what JSON takes for a number is one; everything else is a text, so that
 * {@code no} stays a country and {@code 007} an agent.
 */
final class YamlRows implements RowReader {
    private final Characters text;
    private final CountingStream stored;
    private final YamlNodes nodes;
    private final NamedRow named;
    private boolean inList;

    YamlRows(Characters text, TableFile file, CountingStream stored) {
        this.text = text;
        this.stored = stored;
        this.nodes = new YamlNodes(text);
        this.named = new NamedRow(file.charset(), (from, to) -> false);
        text.limitRows();
    }

    @Override
    public List<String> fields() {
        return named.names();
    }

    @Override
    public boolean next(FileRow row) throws IOException {
        nodes.beginRow();
        Node node = nodes.next();
        while (node != null && isNoRow(node)) {
            inList = node.is(Node.Type.LIST);
            node = nodes.next();
        }
        if (node == null) {
            return false;
        }
        text.beginRow(node.line());
        named.begin(row, node.line());
        if (node.is(Node.Type.MAPPING)) {
            fill(row);
        } else {
            row.refuse(
                    new RowProblem(
                            RowFault.BAD_STRUCTURE,
                            null,
                            "a mapping, such as 'name: value'",
                            node.is(Node.Type.LIST) ? "a list" : "a single value"),
                    json(node).text());
        }
        if (nodes.escapes()) {
            row.setEscapes();
        }
        return true;
    }

    /** Whether a node is the list of all rows, its end, or an empty document. */
    private boolean isNoRow(Node node) {
        return node.is(Node.Type.END) || (!inList && (node.is(Node.Type.LIST) || kind(node) == Kind.NULL));
    }

    private void fill(FileRow row) throws IOException {
        for (Node key = needed(); !key.is(Node.Type.END); key = needed()) {
            int field = named.field(name(key));
            Node value = needed();
            Kind kind = kind(value);
            switch (kind) {
                case ARRAY, OBJECT -> named.nested(row, field, kind, json(value), nodes.escapes());
                case TEXT -> named.text(row, field, value.text(), nodes.escapes());
                case NULL -> named.set(row, field, kind, null);
                default -> named.set(row, field, kind, YamlScalars.json(kind, value.text()));
            }
        }
    }

    private JsonText json(Node node) throws IOException {
        JsonText json = new JsonText();
        write(node, json, 1);
        return json;
    }

    private void write(Node node, JsonText json, int depth) throws IOException {
        if (depth > JsonText.DEEPEST_READ) {
            throw new UnusableDumpException("line " + node.line() + ": more than " + JsonText.DEEPEST_READ
                    + " levels of lists and mappings in each other; expected at most " + JsonText.DEEPEST);
        }
        Kind kind = kind(node);
        switch (kind) {
            case ARRAY, OBJECT -> writeAll(kind == Kind.OBJECT, json, depth);
            case TEXT -> json.string(node.text());
            case NULL -> json.raw("null");
            default -> json.raw(YamlScalars.json(kind, node.text()));
        }
    }

    private void writeAll(boolean mapping, JsonText json, int depth) throws IOException {
        json.begin(mapping);
        for (Node node = needed(); !node.is(Node.Type.END); node = needed()) {
            if (mapping) {
                json.name(name(node));
                node = needed();
            }
            write(node, json, depth + 1);
        }
        json.end();
    }

    private static String name(Node key) {
        if (!key.is(Node.Type.SCALAR)) {
            throw new UnusableDumpException(
                    "line " + key.line() + ": a list or mapping as the name of a field; expected a text");
        }
        return key.text();
    }

    private Node needed() {
        return Objects.requireNonNull(nodes.next(), "a collection ends before the text does");
    }

    private static Kind kind(Node node) {
        if (!node.is(Node.Type.SCALAR)) {
            return node.is(Node.Type.LIST) ? Kind.ARRAY : Kind.OBJECT;
        }
        return YamlScalars.kind(node.text(), node.plain());
    }

    @Override
    public long bytesRead() {
        return stored.count();
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
