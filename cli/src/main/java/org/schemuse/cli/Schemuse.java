package org.schemuse.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.schemuse.cli.command.BaselineCommand;
import org.schemuse.cli.command.CatalogsCommand;
import org.schemuse.cli.command.CompletionCommand;
import org.schemuse.cli.command.DocsCommand;
import org.schemuse.cli.command.DriftCommand;
import org.schemuse.cli.command.ExportCommand;
import org.schemuse.cli.command.GenerateCommand;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.command.HistoryCommand;
import org.schemuse.cli.command.ImportCommand;
import org.schemuse.cli.command.ImportsCommand;
import org.schemuse.cli.command.InspectCommand;
import org.schemuse.cli.command.LintCommand;
import org.schemuse.cli.command.LintExplainCommand;
import org.schemuse.cli.command.LintRulesCommand;
import org.schemuse.cli.command.LocksCommand;
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
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.FailureHandler;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.Streams;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code schemuse}: knows its commands, and reads no class of a command that was not asked for. */
@Command(
        name = "schemuse",
        description = "Schema-first migrations for PostgreSQL, and the way home for legacy MUSE worlds.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Schemuse.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  schemuse import samples/harbour.mdb   a legacy world, into a PostgreSQL of its own",
            "  schemuse migrate                      install the vibemuse catalog there",
            "  schemuse status --json                what is installed, for a script",
            "  schemuse migrate --url postgresql://dba@db.example/worlds --schema harbour",
            "",
            "Help on a command: schemuse COMMAND --help"
        })
public final class Schemuse implements Runnable {
    /** In the order of the help. */
    private static final Map<String, Function<GlobalOptions, CommandLine>> COMMANDS = commands();

    @Mixin
    private final GlobalOptions options;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "The version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    private Schemuse(GlobalOptions options) {
        this.options = options;
    }

    public static void main(String[] args) {
        System.exit(Interruption.watch(interrupted ->
                run(new GlobalOptions(System.getenv(), Path.of(""), Streams.standard()).until(interrupted), args)));
    }

    /** Runs one command line and returns its exit code. */
    static int run(GlobalOptions options, String... args) {
        List<String> words = Arrays.asList(args);
        FailureHandler failures = new FailureHandler(
                options.streams(),
                () -> options.json() || words.contains("--json"),
                () -> options.debug() || words.contains("--debug"));
        try {
            Output help = new Output(options.streams(), false, false);
            int code = new Schemuse(options)
                    .commandLine(words)
                    .setOut(help.writer())
                    .setExecutionExceptionHandler(failures)
                    .setParameterExceptionHandler(failures)
                    .execute(args);
            return help.unwritten().map(failures::handle).orElse(code);
        } catch (Error e) {
            return failures.handle(e);
        }
    }

    private CommandLine commandLine(List<String> words) {
        CommandLine commandLine = new CommandLine(this);
        asked(words)
                .forEach(name -> commandLine.addSubcommand(COMMANDS.get(name).apply(options)));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setDefaultValueProvider(new ConfigFile(options::config, COMMANDS.keySet()));
        describeExitCodes(commandLine);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command.");
    }

    /** The commands named among the words; all of them where help or a suggestion needs all. */
    private static Collection<String> asked(List<String> words) {
        List<String> named =
                words.stream().filter(COMMANDS::containsKey).distinct().toList();
        return named.isEmpty() || named.contains("completion") ? COMMANDS.keySet() : named;
    }

    private static void describeExitCodes(CommandLine commandLine) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            codes.put(Integer.toString(code.code()), code.meaning());
        }
        commandLine
                .getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(codes);
        commandLine.getSubcommands().values().forEach(Schemuse::describeExitCodes);
    }

    private static Map<String, Function<GlobalOptions, CommandLine>> commands() {
        Map<String, Function<GlobalOptions, CommandLine>> commands = new LinkedHashMap<>();
        commands.put("catalogs", o -> new CommandLine(new CatalogsCommand(o)));
        commands.put("migrate", o -> new CommandLine(new MigrateCommand(o)));
        commands.put("rollback", o -> new CommandLine(new RollbackCommand(o)));
        commands.put("status", o -> new CommandLine(new StatusCommand(o)));
        commands.put("history", o -> new CommandLine(new HistoryCommand(o)));
        commands.put("locks", o -> new CommandLine(new LocksCommand(o)));
        commands.put("docs", o -> new CommandLine(new DocsCommand(o)));
        commands.put("types", o -> new CommandLine(new TypesCommand(o)));
        commands.put(
                "lint",
                o -> new CommandLine(new LintCommand(o))
                        .addSubcommand(new LintExplainCommand(o))
                        .addSubcommand(new LintRulesCommand(o)));
        commands.put("validate", o -> new CommandLine(new ValidateCommand(o)));
        commands.put("tag", o -> new CommandLine(new TagCommand(o)));
        commands.put("baseline", o -> new CommandLine(new BaselineCommand(o)));
        commands.put("repair", o -> new CommandLine(new RepairCommand(o)));
        commands.put("verify", o -> new CommandLine(new VerifyCommand(o)));
        commands.put("drift", o -> new CommandLine(new DriftCommand(o)));
        commands.put("inspect", o -> new CommandLine(new InspectCommand(o)));
        commands.put("import", o -> new CommandLine(new ImportCommand(o)));
        commands.put("imports", o -> new CommandLine(new ImportsCommand(o)));
        commands.put("resume", o -> new CommandLine(new ResumeCommand(o)));
        commands.put("undo", o -> new CommandLine(new UndoCommand(o)));
        commands.put("verify-import", o -> new CommandLine(new VerifyImportCommand(o)));
        commands.put("export", o -> new CommandLine(new ExportCommand(o)));
        commands.put("generate", o -> new CommandLine(new GenerateCommand(o)));
        commands.put(
                "server",
                o -> new CommandLine(new ServerCommand())
                        .addSubcommand(new ServerStartCommand(o))
                        .addSubcommand(new ServerStopCommand(o))
                        .addSubcommand(new ServerStatusCommand(o)));
        commands.put(
                "world",
                o -> new CommandLine(new WorldCommand())
                        .addSubcommand(new WorldCreateCommand(o))
                        .addSubcommand(new WorldListCommand(o)));
        commands.put("redis", o -> new CommandLine(new RedisCommand()).addSubcommand(new RedisVerifyCommand(o)));
        commands.put("completion", o -> new CommandLine(new CompletionCommand(o)));
        return commands;
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"schemuse " + BuildInfo.read().version()};
        }
    }
}
