package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Aliases in YAML make a small file large: twenty lists, each with the one before it twice, are a million values, which
 * Liquibase would visit one by one.
 */
final class YamlAliases {
    /** More than any changelog of people has, and visited in a second. */
    private static final long MOST_VALUES = 1_000_000;

    private final IdentityHashMap<Node, Long> sizes = new IdentityHashMap<>();

    private YamlAliases() {}

    /**
     * Refuses a file of YAML that stands for too many values, or that refers to itself.
     *
     * @param name of the file, for the message
     * @throws UnusableChangelogException if it does; what is no YAML is left to Liquibase
     */
    static void refuseBombs(String name, Path file) throws IOException {
        String lower = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".yaml") && !lower.endsWith(".yml")) {
            return;
        }
        if (new YamlAliases().size(root(file)) > MOST_VALUES) {
            throw new UnusableChangelogException(name + ": its aliases stand for more than " + MOST_VALUES
                    + " values: write the changesets without aliases");
        }
    }

    private static @Nullable Node root(Path file) throws IOException {
        LoaderOptions options = new LoaderOptions();
        // Liquibase allows any number too; what they stand for is counted here.
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try (Reader text = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(options)).compose(text);
        } catch (YAMLException e) {
            return null;
        }
    }

    /** How many values there are without aliases; each node is visited once. One within itself is endless. */
    private long size(@Nullable Node node) {
        if (node == null) {
            return 0;
        }
        Long known = sizes.get(node);
        if (known == null) {
            sizes.put(node, Long.valueOf(MOST_VALUES + 1));
            long size = 1;
            for (Node child : children(node)) {
                size = Math.min(size + size(child), MOST_VALUES + 1);
            }
            known = size;
            sizes.put(node, known);
        }
        return known;
    }

    private static List<Node> children(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .flatMap(pair -> Stream.of(pair.getKeyNode(), pair.getValueNode()))
                        .toList()
                : List.of();
    }
}
