package org.schemuse.changelog.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.TableSize;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.LiveSchema;
import org.schemuse.changelog.lint.source.SourceFile;
import org.schemuse.changelog.lint.source.Sources;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * Finds locks, data loss, breaking changes and security problems in changesets, without running any. An object holds the
 * changesets that are to run together: those of a catalog, of changelogs, or of files of SQL.
 */
public final class Lint {
    private final List<Step> steps;
    private final boolean anySchema;

    /** @param anySchema whether it is to install into any schema, so that it may name none */
    Lint(List<Step> steps, boolean anySchema) {
        this.steps = steps;
        this.anySchema = anySchema;
    }

    /**
     * The changesets of a catalog of this build.
     *
     * @throws org.schemuse.changelog.catalog.UnusableChangelogException if its changelog cannot be read
     */
    public static Lint of(Catalog catalog) {
        return new Lint(new Sources().catalog(catalog), true);
    }

    /**
     * Changelogs in any format of Liquibase, files of plain SQL, and folders of both, as if they ran in this order.
     *
     * @param root the folder that every file of a changelog lies in; null for its own, or for the folder given
     * @throws org.schemuse.changelog.catalog.UnusableChangelogException if one cannot be read
     */
    public static Lint of(List<Path> files, @Nullable Path root) {
        return of(files, root, Map.of());
    }

    /**
     * The same, with the values of changelog parameters.
     *
     * @throws org.schemuse.changelog.catalog.UnusableChangelogException if one cannot be read
     */
    public static Lint of(List<Path> files, @Nullable Path root, Map<String, String> parameters) {
        Sources sources = new Sources(parameters);
        return new Lint(
                files.stream()
                        .flatMap(file -> sources.read(file, root).stream())
                        .toList(),
                false);
    }

    /** Every rule, sorted by topic. */
    public static List<RuleNote> rules() {
        return Rules.all().stream().map(Rule::note).toList();
    }

    /**
     * The page about a rule, as Markdown: what it finds, why that is a problem, and what to write instead.
     *
     * @return empty if there is no rule of this name
     */
    public static Optional<String> page(String rule) {
        if (rules().stream().noneMatch(note -> note.name().equals(rule))) {
            return Optional.empty();
        }
        try (InputStream in = Lint.class.getResourceAsStream("/lint/" + rule + ".md")) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The findings if none of the changesets is applied yet. Tables that they create are empty; all others are supposed
     * to have rows.
     */
    public LintReport report() {
        return report(new Run(anySchema), step -> false, table -> Optional.empty());
    }

    /** The findings in the changesets that are not applied in a live schema, with the sizes of its tables. */
    public LintReport report(LiveSchema live) {
        Run run = new Run(anySchema);
        run.openTo(live.openTo());
        return report(run, live::hasApplied, live::size);
    }

    /** The tags that changesets set, in order. */
    public List<String> tags() {
        return steps.stream()
                .map(step -> step.attribute("tag", ""))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /**
     * The findings in the changesets after the one that sets a tag. Tables of the earlier ones are supposed to have rows.
     *
     * @return empty if no changeset sets the tag
     */
    public Optional<LintReport> reportSince(String tag) {
        if (!tags().contains(tag)) {
            return Optional.empty();
        }
        Set<Step.Heading> applied = new HashSet<>();
        for (Step step : steps) {
            applied.add(step.heading());
            if (step.attribute("tag", "").equals(tag)) {
                break;
            }
        }
        return Optional.of(
                report(new Run(anySchema), step -> applied.contains(step.heading()), table -> Optional.empty()));
    }

    private interface Sizes {
        Optional<TableSize> of(String table);
    }

    private LintReport report(Run run, Predicate<Step> applied, Sizes sizes) {
        List<Rule> rules = Rules.all();
        RuleFindings findings = new RuleFindings();
        Map<Step.Heading, Integer> looked = new LinkedHashMap<>();
        for (Step step : steps) {
            boolean isApplied = applied.test(step);
            run.begin(step, isApplied);
            findings.in(step);
            look(step, rules, run, findings);
            if (!isApplied) {
                looked.put(step.heading(), looked.size());
            }
        }
        rules.forEach(rule -> rule.end(run, findings));
        return report(findings.all(), looked, rules, sizes);
    }

    /** What was found in the steps looked at, in their order. */
    private LintReport report(
            List<RuleFindings.Found> found, Map<Step.Heading, Integer> looked, List<Rule> rules, Sizes sizes) {
        List<Step> reported = steps.stream()
                .filter(step -> looked.containsKey(step.heading()))
                .toList();
        Suppressions suppressions =
                new Suppressions(reported, rules.stream().map(Rule::name).collect(Collectors.toSet()));
        List<RuleFindings.Found> left = suppressions.apply(found.stream()
                .filter(each -> looked.containsKey(each.place().step().heading()))
                .toList());
        List<LintFinding> findings = left.stream()
                .sorted(Comparator.comparing((RuleFindings.Found each) ->
                                looked.get(each.place().step().heading()))
                        .thenComparing(each -> each.place().offset())
                        .thenComparing(each -> each.rule().name()))
                .map(each -> finding(each, sizes))
                .toList();
        int statements =
                reported.stream().mapToInt(step -> step.statements().size()).sum();
        return new LintReport(looked.size(), statements, findings, suppressions.suppressed());
    }

    private static void look(Step step, List<Rule> rules, Run run, RuleFindings findings) {
        rules.forEach(Rule::transaction);
        rules.forEach(rule -> rule.step(step, run, findings));
        for (Statement statement : step.statements()) {
            rules.forEach(rule -> rule.statement(statement, run, findings));
            run.note(statement);
            if (statement.as(Action.TransactionControl.class).isPresent() && !run.inTransaction()) {
                rules.forEach(Rule::transaction);
            }
        }
    }

    private static LintFinding finding(RuleFindings.Found found, Sizes sizes) {
        Step.Heading heading = found.place().step().heading();
        SourceFile.Position position = heading.file().position(found.place().offset());
        LintFinding finding = new LintFinding(
                found.rule().name(),
                found.rule().severity(),
                heading.file().path(),
                position.line(),
                position.column(),
                heading.id(),
                found.message(),
                found.rule().note().help(),
                heading.file().lineAt(found.place().offset()),
                found.table(),
                null);
        return Optional.ofNullable(found.table())
                .flatMap(sizes::of)
                .map(size -> finding.on(size, found.rule().note().dependsOnSize()))
                .orElse(finding);
    }
}
