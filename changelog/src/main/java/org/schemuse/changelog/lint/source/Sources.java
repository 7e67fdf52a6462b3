package org.schemuse.changelog.lint.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.lint.sql.Script;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.liquibase.PlannedChangeset;

/**
 * Reads what is to be linted into steps. SQL is read from its own file, so that findings have a place; only for YAML,
 * XML and JSON is Liquibase loaded. Our catalogs need it nowhere.
 */
public final class Sources {
    private static final Pattern TAG = Pattern.compile("(?m)^\\s*tag: *[\"']?([^\"'\\s]+)");

    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> given;
    private final Map<String, SourceFile> files = new HashMap<>();

    /** Without parameters. */
    public Sources() {
        this(Map.of());
    }

    /** @param given values of changelog parameters, which no property of a changelog replaces */
    public Sources(Map<String, String> given) {
        this.given = given;
        parameters.putAll(given);
    }

    /** Every changeset of a catalog of this build. */
    public List<Step> catalog(Catalog catalog) {
        List<Step> steps = new ArrayList<>();
        for (Changeset changeset : catalog.changesets()) {
            SourceFile file = new SourceFile(changeset.file(), resource(changeset.file()));
            if (changeset.file().endsWith(".sql")) {
                steps.addAll(new FormattedSql(file, parameters).steps());
            } else {
                steps.add(tagging(changeset, file));
            }
        }
        return steps;
    }

    /** What no catalog of ours holds but a tag, Liquibase rolls back by itself. */
    private static Step tagging(Changeset changeset, SourceFile file) {
        Map<String, String> attributes = new HashMap<>(Map.of("logicalfilepath", changeset.file()));
        Matcher tag = TAG.matcher(file.text());
        if (tag.find()) {
            attributes.put("tag", tag.group(1));
        }
        Step.Heading heading = new Step.Heading(
                file, Step.Form.GENERATED, id(changeset), 0, file.text().length());
        return new Step(heading, attributes, Script.empty(), Rollback.of(Rollback.Kind.GIVEN));
    }

    /**
     * A changelog in any format of Liquibase, a file of plain SQL, or all of these in a folder.
     *
     * @param root the folder that every file of a changelog lies in; null for its own, or for the folder that is read
     */
    public List<Step> read(Path path, @Nullable Path root) {
        if (Files.isDirectory(path)) {
            return new Folder(path, changelog -> file(changelog, root == null ? path : root)).steps();
        }
        if (!Files.isRegularFile(path)) {
            throw new UnusableChangelogException(
                    path + ": there is no such file or folder, and no catalog of this name."
                            + " The catalogs are listed by: schemuse catalogs");
        }
        return file(path, root);
    }

    private List<Step> file(Path path, @Nullable Path root) {
        if (isSql(path.toString())) {
            return sql(path);
        }
        if (!Folder.mayBeChangelog(path)) {
            throw new UnusableChangelogException(path + ": expected SQL in a file named .sql,"
                    + " or a changelog in one named .yaml, .yml, .xml or .json");
        }
        return changelog(path, root);
    }

    private List<Step> sql(Path path) {
        SourceFile file = load(path);
        if (FormattedSql.isFormatted(file.text())) {
            return new FormattedSql(file, parameters).steps();
        }
        Step.Heading heading =
                new Step.Heading(file, Step.Form.PLAIN_SQL, null, 0, file.text().length());
        Script script = Script.read(file.text(), 0, parameters);
        return List.of(new Step(heading, Map.of(), script, Rollback.of(Rollback.Kind.MISSING)));
    }

    private List<Step> changelog(Path path, @Nullable Path root) {
        Catalog catalog = ChangelogReader.readAs(path, Reading.toLookAt(root, given));
        List<PlannedChangeset> plan = ChangelogReader.plan(catalog, ChangesetFilter.standard());
        List<Map<String, String>> attributes = ChangelogReader.attributes(catalog, ChangesetFilter.standard());
        Map<String, List<Step>> read = new HashMap<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            PlannedChangeset planned = plan.get(i);
            Path file = catalog.root().resolve(planned.source());
            if (isSql(planned.source())) {
                List<Step> all = read.computeIfAbsent(planned.source(), any -> sql(file));
                all.stream().filter(step -> isOf(planned, step)).forEach(steps::add);
            } else {
                steps.add(generated(load(file), planned, attributes.get(i)));
            }
        }
        return steps;
    }

    /** A file of plain SQL that a changelog includes is one changeset. */
    private static boolean isOf(PlannedChangeset planned, Step step) {
        return !step.isChangeset()
                || id(planned.changeset()).equals(step.heading().id());
    }

    private static Step generated(SourceFile file, PlannedChangeset planned, Map<String, String> attributes) {
        int offset = file.offset(Math.max(planned.line(), 1));
        Step.Heading heading = new Step.Heading(
                file,
                Step.Form.GENERATED,
                id(planned.changeset()),
                offset,
                file.text().length());
        Script down = script(file, planned.rollback(), planned.source(), offset);
        Rollback.Kind empty = planned.changeset().rollback() ? Rollback.Kind.EMPTY : Rollback.Kind.MISSING;
        return new Step(
                heading,
                attributes,
                script(file, planned.sql(), planned.source(), offset),
                new Rollback(down.statements().isEmpty() ? empty : Rollback.Kind.GIVEN, down));
    }

    private static Script script(
            SourceFile file, List<PlannedChangeset.Statement> statements, String source, int otherwise) {
        return Script.concat(statements.stream()
                .map(statement -> {
                    boolean here = statement.file().equals(source) && statement.line() > 0;
                    return Script.generated(statement.sql(), here ? file.offset(statement.line()) : otherwise);
                })
                .toList());
    }

    private static String id(Changeset changeset) {
        return changeset.author() + ":" + changeset.id();
    }

    private SourceFile load(Path path) {
        return files.computeIfAbsent(path.toString(), name -> {
            Path here = Path.of("").toAbsolutePath();
            Path shown = path.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path;
            return new SourceFile(shown.normalize().toString().replace('\\', '/'), text(path));
        });
    }

    private static String text(Path path) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
            CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
            try {
                return utf8.decode(bytes).toString();
            } catch (CharacterCodingException e) {
                throw new UnusableChangelogException(
                        path + ": expected SQL in UTF-8: byte " + (bytes.position() + 1) + " is no text in it", e);
            }
        } catch (IOException e) {
            throw new UnusableChangelogException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isSql(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".sql");
    }

    private static String resource(String path) {
        try (InputStream in = Sources.class.getResourceAsStream("/" + path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableChangelogException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
