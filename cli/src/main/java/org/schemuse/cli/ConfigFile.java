package org.schemuse.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine;
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
    private Map<?, ?> content;

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
            content = Yaml.map(file.get());
            failIfUnknown(content, root);
        }
        String name = ((OptionSpec) arg).longestName().substring(2);
        Map<?, ?> section = root.findOption("--" + name) == null ? section(arg.command()) : content;
        Object value = section.get(name);
        return value == null || value instanceof Map ? null : value.toString();
    }

    /** The map under the command's name, or under {@code server: start:} for a command of a command. */
    private Map<?, ?> section(CommandSpec command) {
        return command.parent() == null
                ? content
                : asMap(section(command.parent()).get(command.name()));
    }

    private static Map<?, ?> asMap(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Looks into the sections of those commands that were read, which are the ones this run may use. */
    private void failIfUnknown(Map<?, ?> section, CommandSpec command) {
        section.forEach((key, value) -> {
            String name = String.valueOf(key);
            CommandLine inner = command.subcommands().get(name);
            if (inner != null) {
                failIfUnknown(asMap(value), inner.getCommandSpec());
            } else if (command.findOption("--" + name) == null
                    && !(command.parent() == null && commands.contains(name))) {
                throw Failure.usage(file.get() + ": there is no option \"" + name + "\" of "
                        + command.qualifiedName(" ") + ". See: " + command.qualifiedName(" ") + " --help");
            }
        });
    }
}
