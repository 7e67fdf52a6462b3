package org.schemuse.importer.table.file;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** The nodes of a YAML text one after the other, with what aliases stand for in their place. */
final class YamlNodes {
    /** How many nodes with anchors are kept, and how many nodes aliases may bring into a row. */
    private static final int MOST = 100_000;

    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final Iterator<Event> events;
    private final Map<String, List<Node>> anchored = new HashMap<>();
    private final Deque<Recording> recordings = new ArrayDeque<>();
    private final Deque<Iterator<Node>> replays = new ArrayDeque<>();
    private int kept;
    private int replayed;

    /**
     * A node, or the end of a list or mapping.
     *
     * @param text of a scalar; of an alias its anchor
     * @param plain of a scalar whether it has no quotes and no tag
     */
    record Node(Type type, String text, boolean plain, long line) {
        enum Type {
            SCALAR,
            LIST,
            MAPPING,
            END,
            ALIAS
        }

        boolean is(Type wanted) {
            return type == wanted;
        }
    }

    /** Nodes under an anchor, until it ends. */
    private static final class Recording {
        private final String anchor;
        private final List<Node> nodes = new ArrayList<>();
        private int depth;

        Recording(String anchor) {
            this.anchor = anchor;
        }
    }

    YamlNodes(Reader text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new Yaml(options).parse(new YamlText(text)).iterator();
    }

    /** Begins to count what aliases bring. */
    void beginRow() {
        replayed = 0;
    }

    /** The next node; {@code null} after the last. */
    @Nullable
    Node next() {
        Node node = replays.isEmpty() ? parsed() : replay();
        while (node != null && node.is(Node.Type.ALIAS)) {
            List<Node> meant = anchored.get(node.text());
            if (meant == null) {
                throw new UnusableDumpException("line " + node.line() + ": the alias *" + node.text()
                        + " has no anchor before it; expected &" + node.text());
            }
            replays.push(meant.iterator());
            node = replay();
        }
        return node;
    }

    private Node replay() {
        Node node = replays.element().next();
        while (!replays.isEmpty() && !replays.element().hasNext()) {
            replays.pop();
        }
        if (++replayed > MOST) {
            throw new UnusableDumpException("line " + node.line() + ": aliases bring more than " + MOST
                    + " values into a row; expected fewer; write the values out");
        }
        return node;
    }

    private @Nullable Node parsed() {
        try {
            while (events.hasNext()) {
                Event event = events.next();
                if (event instanceof NodeEvent || event instanceof CollectionEndEvent) {
                    return recorded(event);
                }
            }
            return null;
        } catch (YAMLException e) {
            throw invalid(e);
        }
    }

    private static UnusableDumpException invalid(YAMLException e) {
        String message = String.valueOf(e.getMessage());
        String where = "";
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            where = "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
            message = marked.getProblem();
        }
        return new UnusableDumpException(
                where + "invalid YAML, so what follows cannot be read ("
                        + String.valueOf(message).lines().findFirst().orElse("") + "); correct the file there",
                e);
    }

    private Node recorded(Event event) {
        Node node = node(event);
        String anchor = event instanceof NodeEvent named && !(event instanceof AliasEvent) ? named.getAnchor() : null;
        if (anchor != null) {
            recordings.push(new Recording(anchor));
        }
        if (!recordings.isEmpty()) {
            record(node);
        }
        return node;
    }

    private void record(Node node) {
        int change = switch (node.type()) {
            case LIST, MAPPING -> 1;
            case END -> -1;
            case SCALAR, ALIAS -> 0;
        };
        for (Recording recording : recordings) {
            recording.nodes.add(node);
            recording.depth += change;
            if (++kept > MOST) {
                throw new UnusableDumpException("line " + node.line() + ": more than " + MOST
                        + " values have anchors; expected fewer; write the values out");
            }
        }
        while (!recordings.isEmpty() && recordings.element().depth == 0) {
            Recording ended = recordings.pop();
            List<Node> before = anchored.put(ended.anchor, ended.nodes);
            kept -= before == null ? 0 : before.size();
        }
    }

    private static Node node(Event event) {
        long line = event.getStartMark().getLine() + 1L;
        if (event instanceof ScalarEvent scalar) {
            boolean plain = scalar.isPlain() && !TEXT_TAG.equals(scalar.getTag());
            return new Node(Node.Type.SCALAR, YamlText.revealed(scalar.getValue()), plain, line);
        }
        if (event instanceof AliasEvent alias) {
            return new Node(Node.Type.ALIAS, Objects.requireNonNull(alias.getAnchor()), false, line);
        }
        if (event instanceof CollectionEndEvent) {
            return new Node(Node.Type.END, "", false, line);
        }
        return new Node(event instanceof MappingStartEvent ? Node.Type.MAPPING : Node.Type.LIST, "", false, line);
    }
}
