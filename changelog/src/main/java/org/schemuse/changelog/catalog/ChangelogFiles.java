package org.schemuse.changelog.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads our own changelogs, whose form the tests hold to: a master that only includes, and leaves of one changeset
 * each. It loads no Liquibase class, so that commands which only read stay fast.
 */
final class ChangelogFiles {
    private static final Pattern TITLE = Pattern.compile("\\A# (.+)");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s+file: (\\S+)$");

    private static final Pattern SQL_LEAF = Pattern.compile(
            "\\A--liquibase formatted sql logicalFilePath:(?<file>\\S+)\\s+(?:--property [^\\n]+\\s+)*"
                    + "--changeset (?<author>\\S+?):(?<id>\\S+)(?<attributes>[^\\n]*)\\n--comment: (?<comment>[^\\n]+)\\n");
    private static final Pattern LABELS = Pattern.compile(" labels: ?(\\S+)");
    private static final Pattern SQL_ROLLBACK = Pattern.compile("(?m)^(--rollback \\S|/\\* liquibase rollback$)");

    private static final Pattern YAML_LEAF =
            Pattern.compile("(?m)^  - logicalFilePath: (?<file>\\S+)\\s+- changeSet:\\s+"
                    + "id: (?<id>\\S+)\\s+author: (?<author>\\S+)\\s+comment: (?<comment>[^\\n]+)\\n"
                    + "(?<attributes>(?: +labels: [^\\n]+\\n)?)");

    private ChangelogFiles() {}

    static Catalog catalog(String name) {
        String path = "catalogs/" + name + "/changelog.yaml";
        String master = text(path);
        Matcher title = TITLE.matcher(master);
        if (!title.find()) {
            throw new IllegalStateException(path + ": expected a first line \"# title\"");
        }
        return new Catalog(name, title.group(1), included(master).toList());
    }

    /** The changesets of the leaves that a master includes, and of a shared changelog that it includes. */
    private static Stream<Changeset> included(String master) {
        return INCLUDE.matcher(master)
                .results()
                .map(include -> include.group(1))
                .flatMap(file -> file.endsWith("/changelog.yaml") ? included(text(file)) : Stream.of(changeset(file)));
    }

    private static Changeset changeset(String path) {
        String text = text(path);
        boolean sql = path.endsWith(".sql");
        Matcher head = (sql ? SQL_LEAF : YAML_LEAF).matcher(text);
        if (!head.find()) {
            throw new IllegalStateException(
                    path + ": expected logicalFilePath, changeset author:id and a comment at its head");
        }
        // The only leaf that is not SQL sets a tag, which Liquibase can roll back.
        boolean rollback = !sql
                || SQL_ROLLBACK
                        .matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .findAny()
                        .isPresent();
        return new Changeset(
                head.group("id"),
                head.group("author"),
                head.group("file"),
                head.group("comment"),
                rollback,
                "",
                labels(head.group("attributes")));
    }

    private static Set<String> labels(String attributes) {
        Matcher labels = LABELS.matcher(attributes);
        return labels.find() ? Set.of(labels.group(1).split(",")) : Set.of();
    }

    private static String text(String path) {
        try (InputStream in = ChangelogFiles.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalStateException(path + ": not among the resources of this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }
}
