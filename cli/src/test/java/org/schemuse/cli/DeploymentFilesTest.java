package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What {@code samples/compose.yaml} and {@code samples/pipeline.yaml} ask of Schemuse is something it can do. */
class DeploymentFilesTest {
    private static final Path SAMPLES = Workplace.REPOSITORY.resolve("samples");

    @TempDir
    private Path folder;

    @Test
    void composeWaitsForBothServersAndNamesNoPassword() throws IOException {
        JsonNode services = read("compose.yaml").get("services");
        assertThat(services.fieldNames()).toIterable().containsExactly("postgres", "redis", "schemuse");
        assertThat(services.at("/schemuse/depends_on").findValuesAsText("condition"))
                .containsExactly("service_healthy", "service_healthy");
        assertThat(services.findValuesAsText("PGPASSWORD"))
                .allMatch(value -> value.startsWith("${POSTGRES_PASSWORD:?"));
        assertThat(services.findValuesAsText("POSTGRES_PASSWORD"))
                .allMatch(value -> value.startsWith("${POSTGRES_PASSWORD:?"));
        assertUnderstood("schemuse " + services.at("/schemuse/command").asText());
    }

    @Test
    void pipelineAsksForWhatThereIs() throws IOException {
        List<String> commands = new ArrayList<>();
        for (JsonNode job : read("pipeline.yaml").get("jobs")) {
            job.get("steps").findValuesAsText("run").stream()
                    .filter(line -> line.startsWith("schemuse "))
                    .forEach(commands::add);
        }
        assertThat(commands)
                .extracting(command -> command.split(" ", -1)[1])
                .containsExactly("lint", "lint", "verify", "migrate", "docs", "types", "drift");
        commands.forEach(this::assertUnderstood);
    }

    private void assertUnderstood(String command) {
        String[] words = command.split(" ", -1);
        Ran help = Ran.here(folder, Map.of(), words[1], "--help");
        assertThat(help.exitCode()).as(command).isZero();
        assertThat(help.out().split("[\\s=,]+", -1))
                .as(command)
                .containsAll(Arrays.stream(words)
                        .filter(word -> word.startsWith("--"))
                        .toList());
    }

    private static JsonNode read(String name) throws IOException {
        Object document = new Yaml().load(Files.readString(SAMPLES.resolve(name)));
        return new ObjectMapper().valueToTree(document);
    }
}
