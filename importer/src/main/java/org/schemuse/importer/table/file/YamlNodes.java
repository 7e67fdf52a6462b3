package org.schemuse.importer.table.file;

import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
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
    /** What the last alias stands for, as far as it was not given yet. */
    private Iterator<Node> replay = Collections.emptyIterator();

    private int kept;
    private int replayed;
    private boolean escapes;

    /**
     * A node, or the end of a list or mapping.
     *
     * @param text of a scalar; of an alias its anchor
     * @param plain of a scalar whether it has no quotes and no tag
     * @param escapes of a scalar whether it has halves of characters that are written as escapes
     */
    record Node(Type type, String text, boolean plain, boolean escapes, long line) {
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

    /** Begins to count what aliases bring, and to look for escapes. */
    void beginRow() {
        replayed = 0;
        escapes = false;
    }

    /** Whether the row has halves of characters that are written as escapes, so far. */
    boolean escapes() {
        return escapes;
    }

    /** The next node; {@code null} after the last. */
    @Nullable
    Node next() {
        Node node = replay.hasNext() ? replayed() : parsed();
        if (node != null && node.is(Node.Type.ALIAS)) {
            replay = meant(node).iterator();
            node = replayed();
        }
        if (node != null) {
            escapes |= node.escapes();
            if (!recordings.isEmpty()) {
                record(node);
            }
        }
        return node;
    }

    private List<Node> meant(Node alias) {
        String anchor = alias.text();
        if (recordings.stream().anyMatch(recording -> recording.anchor.equals(anchor))) {
            throw new UnusableDumpException("line " + alias.line() + ": the alias *" + anchor
                    + " stands in the list or mapping that it means; expected values that end; write them out");
        }
        List<Node> meant = anchored.get(anchor);
        if (meant == null) {
            throw new UnusableDumpException("line " + alias.line() + ": the alias *" + anchor
                    + " has no anchor before it; expected &" + anchor);
        }
        return meant;
    }

    private Node replayed() {
        Node node = replay.next();
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
                    begin(event);
                    return node(event);
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

    /** Begins to record what has an anchor. Aliases in it are recorded as what they stand for then, not when it is replayed. */
    private void begin(Event event) {
        String anchor = event instanceof NodeEvent named && !(event instanceof AliasEvent) ? named.getAnchor() : null;
        if (anchor != null) {
            recordings.push(new Recording(anchor));
        }
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
            String text = scalar.getValue();
            return new Node(Node.Type.SCALAR, YamlText.revealed(text), plain, BadText.in(text) >= 0, line);
        }
        if (event instanceof AliasEvent alias) {
            return new Node(Node.Type.ALIAS, Objects.requireNonNull(alias.getAnchor()), false, false, line);
        }
        if (event instanceof CollectionEndEvent) {
            return new Node(Node.Type.END, "", false, false, line);
        }
        return new Node(
                event instanceof MappingStartEvent ? Node.Type.MAPPING : Node.Type.LIST, "", false, false, line);
    }
}
