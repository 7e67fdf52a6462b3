package org.schemuse.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.cli.command.GlobalOptions;
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
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code schemuse}: knows its commands, and reads no class of a command that was not asked for. */
@Command(
        name = "schemuse",
        description = "Migrates PostgreSQL schemas and imports legacy MUSE dumps.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Schemuse.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  schemuse import samples/harbour.mdb   # a dump, into the embedded server",
            "  schemuse migrate vibecoder            # a catalog, into a schema of its name",
            "  schemuse status --json                # what is installed, for a script",
            "  schemuse migrate --url postgresql://dba@db.example/worlds --schema harbour",
            "",
            "Help on a command: schemuse help COMMAND"
        })
public final class Schemuse implements Runnable {
    @SuppressWarnings("unused") // picocli fills it
    @Mixin
    private final GlobalOptions options;

    @SuppressWarnings("unused") // picocli acts on it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
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
                Commands.names(),
                () -> options.json() || words.contains("--json"),
                () -> options.debug() || words.contains("--debug"));
        try {
            Output help = new Output(options.streams(), false, false);
            int code = commandLine(options, words)
                    .setOut(help.writer())
                    .setExecutionExceptionHandler(failures)
                    .setParameterExceptionHandler(failures)
                    .execute(args);
            return help.unwritten().map(failures::handle).orElse(code);
        } catch (Error e) {
            return failures.handle(e);
        }
    }

    /** With the commands that are among the words, or all. */
    static CommandLine commandLine(GlobalOptions options, List<String> words) {
        CommandLine commandLine = new CommandLine(new Schemuse(options));
        Commands.named(words).forEach(name -> commandLine.addSubcommand(Commands.create(name, options)));
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Commands::list);
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setDefaultValueProvider(new ConfigFile(options::config, Commands.names()));
        describeExitCodes(commandLine);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a command.");
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

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"schemuse " + BuildInfo.read().version()};
        }
    }
}
