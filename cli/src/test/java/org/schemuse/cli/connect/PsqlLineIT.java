package org.schemuse.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.testsupport.TestDatabase;

/** The line that opens the result in psql is one line; bash reads it, and the server reads what bash made of it. */
class PsqlLineIT {
    @TempDir
    private Path folder;

    private static String readByBash(String words) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", words).start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "a b", "new\nline", "tab\there", "'\n\\x$`\u0001\u007f1", "höhe\r\n"})
    void bashReadsTheWordAgain(String word) throws Exception {
        String quoted = Shell.quoted(word);

        assertThat(quoted.chars()).noneMatch(Character::isISOControl);
        assertThat(readByBash("printf %s. " + quoted)).isEqualTo(word + ".");
    }

    @Test
    void aSchemaWithANewlineInItsNameIsReached() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "PGHOST", database.host(),
                    "PGPORT", Integer.toString(database.port()),
                    "PGDATABASE", database.name(),
                    "PGUSER", database.user(),
                    "PGPASSWORD", database.password()));
            TargetDatabase target = new TargetFinder(environment, folder, note -> {}, note -> {}).find(null);
            String line = target.psqlIn("two\nlines\tand \"a\\b\"");
            assertThat(line).doesNotContain("\n");
            String setting = line.substring(0, line.indexOf(" psql "));
            environment.put(
                    "PGOPTIONS", readByBash(setting + " printenv PGOPTIONS").replaceFirst("\n$", ""));
            try (Connection connection = new TargetFinder(environment, folder, note -> {}, note -> {})
                            .find(null)
                            .dataSource()
                            .getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA \"two\nlines\tand \"\"a\\b\"\"\"");
                try (ResultSet row = statement.executeQuery("SELECT current_schema()")) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("two\nlines\tand \"a\\b\"");
                }
            }
        }
    }
}
