package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** What commands print with {@code --json} is what {@code docs/schemas} promises. */
@Tag("once")
class JsonSchemasIT {
    private static final Path SCHEMAS = Workplace.REPOSITORY.resolve(Path.of("docs", "schemas"));
    private static final Path SAMPLES = Workplace.REPOSITORY.resolve("samples");

    /** Their results are a script, and a file. */
    private static final Set<String> WITHOUT_DOCUMENT = Set.of("completion", "generate");

    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)  ");

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void make() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void everyCommandHasASchema() {
        String help = Ran.here(folder, Map.of(), "--help").out();
        Set<String> commands = COMMAND.matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
                .results()
                .map(command -> command.group(1))
                .collect(Collectors.toSet());
        assertThat(commands).contains("migrate", "types", "import");
        assertThat(commands).allSatisfy(command -> {
            if (!WITHOUT_DOCUMENT.contains(command)) {
                assertThat(SCHEMAS.resolve(command + ".json")).exists();
            }
        });
    }

    @Test
    void whatCommandsPrintFollowsTheirSchemas() throws IOException {
        String harbour = SAMPLES.resolve("harbour.mdb").toString();
        check("catalogs", 0);
        check("status", 0, "promptpal");
        check("migrate", 0, "promptpal", "--dry-run");
        check("migrate", 0, "promptpal");
        check("status", 0, "promptpal");
        check("history", 0, "promptpal");
        check("locks", 0);
        check("docs", 0, "promptpal");
        check("docs", 5, "promptpal", "--out", "nowhere", "--check");
        check("types", 0, "promptpal", "--lang", "typescript");
        check("rollback", 0, "promptpal", "--count", "1", "--dry-run");
        check("rollback", 0, "promptpal", "--all", "--yes");
        check("inspect", 1, SAMPLES.resolve("harbour-broken.mdb").toString());
        check("import", 0, harbour);
        check("import", 0, harbour);
        check("imports", 0);
        check("export", 0, "-o", folder.resolve("out.mdb").toString());
        check("server", 0, "status");
    }

    @Test
    void previewsFollowTheirSchemaAndChangeNothing() throws IOException {
        for (String[] arguments : new String[][] {
            {"migrate", "promptpal", "--dry-run=execute"},
            {"rollback", "promptpal", "--all", "--dry-run=execute"}
        }) {
            Ran ran = run(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(problems("preview", ran.out())).isEmpty();
            assertThat(run("history", "promptpal").out()).as(arguments[0]).isEqualTo("[ ]\n");
        }
        assertThat(run("migrate", "promptpal", "--on", "embedded").exitCode()).isEqualTo(2);
        assertThat(run("migrate", "--schema", "a*", "--dry-run=execute").exitCode())
                .isEqualTo(2);
    }

    @Test
    void failuresFollowTheirSchema() throws IOException {
        assertThat(problems("failure", run("status", "no-such-catalog").out())).isEmpty();
        assertThat(problems(
                        "failure",
                        run("types", "vibecoder", "--lang", "typescript").out()))
                .isEmpty();
    }

    @Test
    void aDocumentThatLacksAKeyIsFound() throws IOException {
        assertThat(problems("locks", "{\"locks\": []}"))
                .singleElement()
                .asString()
                .contains("released");
    }

    private void check(String command, int exitCode, String... arguments) throws IOException {
        Ran ran = run(command, arguments);
        assertThat(ran.exitCode()).as(command + ": " + ran.err()).isEqualTo(exitCode);
        assertThat(problems(command, ran.out())).as(command).isEmpty();
    }

    private Ran run(String command, String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = command;
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        words[words.length - 1] = "--json";
        return Ran.here(folder, Connecting.to(database), words);
    }

    private static List<String> problems(String command, String document) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(command + ".json")));
        return schema.validate(new ObjectMapper().readTree(document)).stream()
                .map(Object::toString)
                .toList();
    }
}
