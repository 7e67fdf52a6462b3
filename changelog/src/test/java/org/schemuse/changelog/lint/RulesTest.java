package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.source.Sources;

/** Each rule has a class, a page, and two changelogs: one that it names and one that does the same safely. */
class RulesTest {
    private static final Path PAGES = RulePages.PAGES;
    private static final Path FIXTURES = RulePages.FIXTURES;
    private static final Path CLASSES = Path.of("src/main/java/org/schemuse/changelog/lint/rule");

    static List<String> names() {
        return Lint.rules().stream().map(RuleNote::name).toList();
    }

    @Test
    void everyRuleIsAClassOfItsNameAndEveryClassIsAsked() throws IOException {
        List<String> classes = Rules.all().stream()
                .map(rule -> rule.getClass().getSimpleName())
                .toList();
        assertThat(Rules.all().stream().map(Rule::name))
                .containsExactlyElementsOf(
                        classes.stream().map(RulesTest::withDashes).toList())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(40);
        try (Stream<Path> files = Files.walk(CLASSES)) {
            assertThat(files.filter(file -> CLASSES.relativize(file).getNameCount() == 2)
                            .map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> !name.equals("package-info")))
                    .containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    @Test
    void everyRuleHasAPageAndFixturesAndNothingElseHas() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES);
                Stream<Path> fixtures = Files.list(FIXTURES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README")))
                    .containsExactlyInAnyOrderElementsOf(names());
            assertThat(fixtures.map(fixture -> fixture.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void theIndexListsEveryRuleWithItsSeverityAndWhatItReports() throws IOException {
        compare(PAGES.resolve("README.md"), RulePages.index(Files.readString(PAGES.resolve("README.md"))));
    }

    @ParameterizedTest
    @MethodSource("names")
    void errFixtureMakesExactlyThisRuleSpeak(String rule) throws IOException {
        LintReport report = lint(rule, "err");
        assertThat(report.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo(rule));
        compare(
                FIXTURES.resolve(rule).resolve("err.txt"),
                report.findings().stream().map(RulesTest::line).collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void okFixtureMakesNoRuleSpeak(String rule) throws IOException {
        assertThat(lint(rule, "ok").findings()).isEmpty();
    }

    /** So that a page advises what a fixture shows. */
    @ParameterizedTest
    @MethodSource("names")
    void pageIsMadeOfTheClassAndTheFixtures(String rule) throws IOException {
        RuleNote note = Lint.rules().stream()
                .filter(each -> each.name().equals(rule))
                .findFirst()
                .orElseThrow();
        compare(PAGES.resolve(rule + ".md"), RulePages.page(note));
        assertThat(Lint.page(rule)).isPresent();
    }

    private static void compare(Path golden, String found) throws IOException {
        if (RulePages.UPDATE) {
            Files.writeString(golden, found);
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }

    private static LintReport lint(String rule, String which) throws IOException {
        return new Lint(new Sources().read(RulePages.fixture(rule, which), null), true).report();
    }

    private static String line(LintFinding finding) {
        return "%d:%d %s %s%n"
                .formatted(finding.line(), finding.column(), finding.severity().word(), finding.message());
    }

    private static String withDashes(String name) {
        return name.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
