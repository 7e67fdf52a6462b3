package org.schemuse.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseMatchTest {
    private static final List<String> COMMANDS =
            List.of("import", "imports", "migrate", "rollback", "status", "lint", "verify", "verify-import", "tag");

    @ParameterizedTest
    @CsvSource({
        "migrat, migrate",
        "imigrate, migrate",
        "mirgate, migrate",
        "imort, import",
        "importss, imports",
        "lnit, lint",
        "roll, rollback",
        "rollbakc, rollback",
        "verify-imprt, verify-import",
        "ta, tag"
    })
    void aMistypedWordIsRecognised(String word, String meant) {
        assertThat(CloseMatch.of(word, COMMANDS)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "update", "deploy", "x", "li", "plan", "statistics", "undo"})
    void aWordThatIsCloseToNoneGetsNoSuggestion(String word) {
        assertThat(CloseMatch.of(word, COMMANDS)).isEmpty();
        assertThat(CloseMatch.question(word, COMMANDS)).isEmpty();
    }

    @Test
    void anOptionIsComparedWithoutItsDashes() {
        List<String> options = List.of("--url", "--schema", "-h", "--json");
        assertThat(CloseMatch.question("--shema", options)).isEqualTo(" Did you mean --schema?");
        assertThat(CloseMatch.of("--no", options)).isEmpty();
        assertThat(CloseMatch.of("--nope", options)).isEmpty();
    }
}
