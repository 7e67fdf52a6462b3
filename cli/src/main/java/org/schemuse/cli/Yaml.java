package org.schemuse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.schemuse.cli.report.Failure;

/** Reads YAML. A separate class, so that its library is loaded only if a file is named. */
final class Yaml {
    private Yaml() {}

    /** The map a file holds; its values are maps, lists and scalars. */
    static Map<?, ?> map(Path file) {
        try {
            YAMLMapper mapper = new YAMLMapper();
            JsonNode read = mapper.readTree(Files.readAllBytes(file));
            if (!read.isObject()) {
                throw Failure.usage(file + ": expected a map of option names and values in YAML.");
            }
            return mapper.treeToValue(read, Map.class);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw Failure.usage(file + ":" + line + ": no YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Failure.usage("Cannot read the configuration file " + file + ": " + Failure.reason(e) + ".");
        }
    }
}
