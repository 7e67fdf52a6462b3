package org.schemuse.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.schemuse.cli.command.BaselineCommand;
import org.schemuse.cli.command.CatalogsCommand;
import org.schemuse.cli.command.CompletionCommand;
import org.schemuse.cli.command.DocsCommand;
import org.schemuse.cli.command.DriftCommand;
import org.schemuse.cli.command.ExportCommand;
import org.schemuse.cli.command.GenerateCommand;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.command.HelpCommand;
import org.schemuse.cli.command.HistoryCommand;
import org.schemuse.cli.command.ImportCommand;
import org.schemuse.cli.command.ImportsCommand;
import org.schemuse.cli.command.InspectCommand;
import org.schemuse.cli.command.LintCommand;
import org.schemuse.cli.command.LintExplainCommand;
import org.schemuse.cli.command.LintRulesCommand;
import org.schemuse.cli.command.LocksCommand;
import org.schemuse.cli.command.MapCommand;
import org.schemuse.cli.command.MigrateCommand;
import org.schemuse.cli.command.RedisCommand;
import org.schemuse.cli.command.RedisVerifyCommand;
import org.schemuse.cli.command.RepairCommand;
import org.schemuse.cli.command.ResumeCommand;
import org.schemuse.cli.command.RollbackCommand;
import org.schemuse.cli.command.ServerCommand;
import org.schemuse.cli.command.ServerStartCommand;
import org.schemuse.cli.command.ServerStatusCommand;
import org.schemuse.cli.command.ServerStopCommand;
import org.schemuse.cli.command.StatusCommand;
import org.schemuse.cli.command.TagCommand;
import org.schemuse.cli.command.TypesCommand;
import org.schemuse.cli.command.UndoCommand;
import org.schemuse.cli.command.ValidateCommand;
import org.schemuse.cli.command.VerifyCommand;
import org.schemuse.cli.command.VerifyImportCommand;
import org.schemuse.cli.command.WorldCommand;
import org.schemuse.cli.command.WorldCreateCommand;
import org.schemuse.cli.command.WorldListCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The commands in the order and the groups of the help. Loads the class of a command only when the command is created. */
final class Commands {
    private static final Map<String, Map<String, Function<GlobalOptions, CommandLine>>> GROUPS = groups();

    private static final Map<String, Function<GlobalOptions, CommandLine>> ALL = all();

    /** What shows or completes commands needs all of them. */
    private static final Set<String> NEEDING_ALL = Set.of("completion", "help");

    private Commands() {}

    static Set<String> names() {
        return ALL.keySet();
    }

    static CommandLine create(String name, GlobalOptions options) {
        return Objects.requireNonNull(ALL.get(name), name).apply(options);
    }

    /** The commands named among the words; all of them where help or a suggestion needs all. */
    static Collection<String> named(List<String> words) {
        Set<String> named = new LinkedHashSet<>(words);
        named.retainAll(names());
        return named.isEmpty() || named.stream().anyMatch(NEEDING_ALL::contains) ? names() : named;
    }

    /** The commands with their descriptions, under the headings of their groups. */
    static String list(Help help) {
        StringBuilder list = new StringBuilder();
        GROUPS.forEach((heading, commands) -> {
            Map<String, Help> group = new LinkedHashMap<>(help.subcommands());
            group.keySet().retainAll(commands.keySet());
            list.append(help.createHeading("%n" + heading + ":%n")).append(help.commandList(group));
        });
        return list.toString();
    }

    private static Map<String, Function<GlobalOptions, CommandLine>> all() {
        Map<String, Function<GlobalOptions, CommandLine>> all = new LinkedHashMap<>();
        GROUPS.values().forEach(all::putAll);
        return all;
    }

    private static Map<String, Map<String, Function<GlobalOptions, CommandLine>>> groups() {
        Map<String, Map<String, Function<GlobalOptions, CommandLine>>> groups = new LinkedHashMap<>();
        groups.put("Worlds, imported from dumps", worlds());
        groups.put("Schemas, created by changelogs", schemas());
        groups.put("Embedded server and command line", program());
        return groups;
    }

    private static Map<String, Function<GlobalOptions, CommandLine>> worlds() {
        Map<String, Function<GlobalOptions, CommandLine>> commands = new LinkedHashMap<>();
        commands.put("import", o -> new CommandLine(new ImportCommand(o)));
        commands.put("map", o -> new CommandLine(new MapCommand(o)));
        commands.put("inspect", o -> new CommandLine(new InspectCommand(o)));
        commands.put("imports", o -> new CommandLine(new ImportsCommand(o)));
        commands.put("resume", o -> new CommandLine(new ResumeCommand(o)));
        commands.put("undo", o -> new CommandLine(new UndoCommand(o)));
        commands.put("verify-import", o -> new CommandLine(new VerifyImportCommand(o)));
        commands.put("export", o -> new CommandLine(new ExportCommand(o)));
        commands.put("generate", o -> new CommandLine(new GenerateCommand(o)));
        commands.put(
                "world",
                o -> new CommandLine(new WorldCommand())
                        .addSubcommand(new WorldCreateCommand(o))
                        .addSubcommand(new WorldListCommand(o)));
        return commands;
    }

    private static Map<String, Function<GlobalOptions, CommandLine>> schemas() {
        Map<String, Function<GlobalOptions, CommandLine>> commands = new LinkedHashMap<>();
        commands.put("catalogs", o -> new CommandLine(new CatalogsCommand(o)));
        commands.put("migrate", o -> new CommandLine(new MigrateCommand(o)));
        commands.put("rollback", o -> new CommandLine(new RollbackCommand(o)));
        commands.put("status", o -> new CommandLine(new StatusCommand(o)));
        commands.put("history", o -> new CommandLine(new HistoryCommand(o)));
        commands.put("validate", o -> new CommandLine(new ValidateCommand(o)));
        commands.put("tag", o -> new CommandLine(new TagCommand(o)));
        commands.put("baseline", o -> new CommandLine(new BaselineCommand(o)));
        commands.put("repair", o -> new CommandLine(new RepairCommand(o)));
        commands.put("verify", o -> new CommandLine(new VerifyCommand(o)));
        commands.put("drift", o -> new CommandLine(new DriftCommand(o)));
        commands.put(
                "lint",
                o -> new CommandLine(new LintCommand(o))
                        .addSubcommand(new LintExplainCommand(o))
                        .addSubcommand(new LintRulesCommand(o)));
        commands.put("docs", o -> new CommandLine(new DocsCommand(o)));
        commands.put("types", o -> new CommandLine(new TypesCommand(o)));
        commands.put("locks", o -> new CommandLine(new LocksCommand(o)));
        commands.put("redis", o -> new CommandLine(new RedisCommand()).addSubcommand(new RedisVerifyCommand(o)));
        return commands;
    }

    private static Map<String, Function<GlobalOptions, CommandLine>> program() {
        Map<String, Function<GlobalOptions, CommandLine>> commands = new LinkedHashMap<>();
        commands.put(
                "server",
                o -> new CommandLine(new ServerCommand())
                        .addSubcommand(new ServerStartCommand(o))
                        .addSubcommand(new ServerStopCommand(o))
                        .addSubcommand(new ServerStatusCommand(o)));
        commands.put("help", o -> new CommandLine(new HelpCommand(o)));
        commands.put("completion", o -> new CommandLine(new CompletionCommand(o)));
        return commands;
    }
}
