package org.schemuse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Default values from {@code --config}: a YAML map of option names without dashes; under a command's name, a map of
 * that command's own. Read only when the option is given.
 *
 * <pre>
 * url: postgresql://dba@db.example/worlds
 * migrate:
 *   lock-timeout: 30s
 * </pre>
 */
final class ConfigFile implements IDefaultValueProvider {
    private final Supplier<Path> file;
    private final Set<String> commands;
    private JsonNode content;

    /** The file is known only once the arguments are read, which picocli does before it asks for defaults. */
    ConfigFile(Supplier<Path> file, Set<String> commands) {
        this.file = file;
        this.commands = commands;
    }

    @Override
    public String defaultValue(ArgSpec arg) {
        if (file.get() == null || !arg.isOption()) {
            return null;
        }
        CommandSpec root = arg.command().root();
        if (content == null) {
            content = read(file.get());
            failIfUnknown(content, root);
        }
        String name = ((OptionSpec) arg).longestName().substring(2);
        JsonNode value =
                root.findOption("--" + name) == null ? section(arg.command()).path(name) : content.path(name);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    /** The map under the command's name, or under {@code server: start:} for a command of a command. */
    private JsonNode section(CommandSpec command) {
        if (command.parent() == null) {
            return content;
        }
        JsonNode section = section(command.parent()).path(command.name());
        failIfUnknown(section, command);
        return section;
    }

    private void failIfUnknown(JsonNode section, CommandSpec command) {
        section.fieldNames().forEachRemaining(name -> {
            boolean known = command.findOption("--" + name) != null
                    || command.subcommands().containsKey(name)
                    || (command.parent() == null && commands.contains(name));
            if (!known) {
                throw Failure.usage(file.get() + ": there is no option \"" + name + "\" of "
                        + command.qualifiedName(" ") + ". See: " + command.qualifiedName(" ") + " --help");
            }
        });
    }

    private JsonNode read(Path path) {
        try {
            JsonNode read = new YAMLMapper().readTree(Files.readAllBytes(path));
            if (!read.isObject()) {
                throw Failure.usage(path + ": expected a map of option names and values in YAML.");
            }
            return read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw Failure.usage(path + ":" + line + ": no YAML: " + e.getOriginalMessage());
        } catch (NoSuchFileException e) {
            throw Failure.usage("There is no configuration file " + path + ".");
        } catch (IOException e) {
            throw Failure.usage("Cannot read the configuration file " + path + ": " + e.getMessage() + ".");
        }
    }
}
