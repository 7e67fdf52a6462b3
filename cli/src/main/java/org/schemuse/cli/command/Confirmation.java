package org.schemuse.cli.command;

import java.io.Console;
import java.util.Locale;
import java.util.function.Supplier;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.Terminal;
import picocli.CommandLine.Option;

/** Asks the user before data is destroyed. */
final class Confirmation {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    /**
     * Returns if {@code --yes} was given or the user answers yes.
     *
     * @param question what will be destroyed; called only if the user is asked
     * @throws Failure (exit code 2) if there is no terminal to ask on, (exit code 130) if the answer is no
     */
    void askOrRefuse(Supplier<String> question) {
        askOrRefuse("This destroys data", "or --dry-run to see the SQL", question);
    }

    /**
     * The same for an action that does not destroy data.
     *
     * @param deed the action, for the message without a terminal
     * @param otherwise what to do instead of {@code --yes}
     */
    void askOrRefuse(String deed, String otherwise, Supplier<String> question) {
        if (yes) {
            return;
        }
        Console console = Terminal.person()
                .orElseThrow(() -> Failure.usage(
                        deed + " and there is no terminal to ask on: give --yes to go ahead, " + otherwise + "."));
        String answer = console.readLine("%s [y/N] ", question.get());
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new Failure(ExitCode.INTERRUPTED, "Nothing was changed.");
        }
    }
}
