package org.schemuse.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Default values from {@code --config}, or from {@code schemuse.yaml} in the working folder: a YAML map of option names
 * without dashes, and below the name of a command a map of its own options. The options that choose a changelog are at the
 * top, once for all commands: {@code changelog} and {@code root}, whose paths start from the file's folder, and those about
 * contexts, labels and the ledger.
 *
 * <pre>
 * changelog: src/main/resources/db/changelog.xml
 * root: src/main/resources
 * contexts: prod
 * url: postgresql://dba@db.example/worlds
 * migrate:
 *   lock-timeout: 30s
 * </pre>
 */
final class ConfigFile implements IDefaultValueProvider {
    private static final String CHANGELOG = "changelog";
    private static final String ROOT = "root";

    /** Options of some commands that are allowed at the top. */
    private static final Set<String> SHARED =
            Set.of("changelog-root", "contexts", "label-filter", "ledger-schema", "ledger-tables");

    private final Supplier<@Nullable Path> file;
    private final Set<String> commands;
    private @Nullable Map<?, ?> content;

    /** The file is known only once the arguments are read, which picocli does before it asks for defaults. */
    ConfigFile(Supplier<@Nullable Path> file, Set<String> commands) {
        this.file = file;
        this.commands = commands;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        boolean names = !arg.isOption() && arg.paramLabel().startsWith("CATALOG");
        if (file.get() == null || !(arg.isOption() || names)) {
            return null;
        }
        CommandSpec root = arg.command().root();
        Map<?, ?> all = content(root);
        if (names) {
            return path(all.get(CHANGELOG));
        }
        String name = ((OptionSpec) arg).longestName().substring(2);
        Map<?, ?> section = root.findOption("--" + name) == null ? section(arg.command(), all) : all;
        Object value = section.get(name);
        if (value == null && name.equals("changelog-root") && all.get(ROOT) != null) {
            return path(all.get(ROOT));
        }
        return text(value == null && SHARED.contains(name) ? all.get(name) : value);
    }

    /** All that the file holds, read when it is first asked for. */
    private Map<?, ?> content(CommandSpec root) {
        Map<?, ?> all = content;
        if (all == null) {
            all = Yaml.map(file.get());
            content = all;
            failIfUnknown(all, root);
        }
        return all;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return value == null || value instanceof Map ? null : value.toString();
    }

    /** A path in the file starts from the file's folder; the name of a catalog is none. */
    private @Nullable String path(@Nullable Object value) {
        String text = text(value);
        if (text == null || Catalog.named(text).isPresent() || file.get().getParent() == null) {
            return text;
        }
        return file.get().getParent().resolve(text).toString();
    }

    /** The map under the command's name, or under {@code server: start:} for a command of a command. */
    private Map<?, ?> section(CommandSpec command, Map<?, ?> all) {
        return command.parent() == null
                ? all
                : asMap(section(command.parent(), all).get(command.name()));
    }

    private static Map<?, ?> asMap(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private boolean mayStandAtTheTop(String name) {
        return commands.contains(name) || SHARED.contains(name) || name.equals(CHANGELOG) || name.equals(ROOT);
    }

    /** Reads the sections of the commands that are loaded, because this run can use only those. */
    private void failIfUnknown(Map<?, ?> section, CommandSpec command) {
        section.forEach((key, value) -> {
            String name = String.valueOf(key);
            CommandLine inner = command.subcommands().get(name);
            if (inner != null) {
                failIfUnknown(asMap(value), inner.getCommandSpec());
            } else if (command.findOption("--" + name) == null
                    && !(command.parent() == null && mayStandAtTheTop(name))) {
                throw Failure.usage(file.get() + ": there is no option \"" + name + "\" of "
                        + command.qualifiedName(" ") + ". See: " + command.qualifiedName(" ") + " --help");
            }
        });
    }
}
