package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.Sarif;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.TableSize;

class SarifTest {
    @Test
    void resultRefersToItsRuleAndItsPlace() {
        LintFinding finding = new LintFinding(
                "drop-table",
                Severity.INFO,
                "db/my file.sql",
                3,
                5,
                "a:1",
                "gone",
                "keep it",
                "DROP TABLE t;",
                "t",
                new TableSize(1234, 1 << 25));
        Map<String, Object> document = Sarif.of(new LintReport(1, 1, List.of(finding), 0), Lint.rules(), "1.2.3");

        assertThat(document).containsEntry("version", "2.1.0").containsKey("$schema");
        Map<?, ?> run = (Map<?, ?>) ((List<?>) document.get("runs")).get(0);
        List<?> rules = (List<?>) ((Map<?, ?>) ((Map<?, ?>) run.get("tool")).get("driver")).get("rules");
        Map<?, ?> result = (Map<?, ?>) ((List<?>) run.get("results")).get(0);
        assertThat(((Map<?, ?>) rules.get((Integer) result.get("ruleIndex"))).get("id"))
                .isEqualTo("drop-table");
        assertThat(result.get("level")).isEqualTo("note");
        assertThat(result.get("message")).isEqualTo(Map.of("text", "gone (t: about 1,234 rows, 32 MB)"));
        assertThat(result.get("locations").toString())
                .isEqualTo(
                        "[{physicalLocation={artifactLocation={uri=db/my%20file.sql}, region={startLine=3, startColumn=5}}}]");
    }

    @Test
    void sizeDecidesWhatALockWeighs() {
        assertThat(new TableSize(10, 8192).weigh(Severity.ERROR)).isEqualTo(Severity.INFO);
        assertThat(new TableSize(10, 20L << 20).weigh(Severity.WARNING)).isEqualTo(Severity.WARNING);
        assertThat(new TableSize(-1, 2L << 30).weigh(Severity.WARNING)).isEqualTo(Severity.ERROR);
        assertThat(new TableSize(-1, 2L << 30)).hasToString("2,048 MB, never analysed");
    }
}
