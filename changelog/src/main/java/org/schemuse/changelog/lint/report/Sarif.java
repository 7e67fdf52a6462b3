package org.schemuse.changelog.lint.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A lint report in SARIF 2.1.0, the format that code hosts show beside the lines it is about. */
public final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    /**
     * The whole document, as nested maps and lists ready for JSON.
     *
     * @param rules all there are: a result refers to one by its index
     * @param version of this tool
     */
    public static Map<String, Object> of(LintReport report, List<RuleNote> rules, String version) {
        List<String> names = rules.stream().map(RuleNote::name).toList();
        Map<String, Object> driver = ordered(
                "name",
                "Schemuse",
                "version",
                version,
                "rules",
                rules.stream().map(Sarif::rule).toList());
        Map<String, Object> run = ordered(
                "tool", Map.of("driver", driver),
                "columnKind", "utf16CodeUnits",
                "results",
                        report.findings().stream()
                                .map(finding -> result(finding, names.indexOf(finding.rule())))
                                .toList());
        return ordered("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run));
    }

    private static Map<String, Object> rule(RuleNote rule) {
        return ordered(
                "id", rule.name(),
                "shortDescription", Map.of("text", rule.summary()),
                "fullDescription", Map.of("text", rule.why()),
                "help", Map.of("text", rule.help()),
                "defaultConfiguration", Map.of("level", level(rule.severity())),
                "properties", Map.of("tags", List.of(rule.topic())));
    }

    private static Map<String, Object> result(LintFinding finding, int rule) {
        Map<String, Object> place = ordered(
                "artifactLocation", Map.of("uri", finding.file().replace(" ", "%20")),
                "region", ordered("startLine", finding.line(), "startColumn", finding.column()));
        return ordered(
                "ruleId", finding.rule(),
                "ruleIndex", rule,
                "level", level(finding.severity()),
                "message", Map.of("text", finding.text()),
                "locations", List.of(Map.of("physicalLocation", place)));
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.word();
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
