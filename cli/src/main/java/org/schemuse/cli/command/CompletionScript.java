package org.schemuse.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A completion script for bash 3.2 or newer, and for zsh through its bashcompinit. Picocli's own generator takes two
 * options with the same label for one, completes no path as an argument, and knows no {@code --option=value}.
 */
final class CompletionScript {
    /** Words in the label of an argument whose value is the path of a file. */
    private static final Set<String> FILES = Set.of("FILE", "PATH", "DUMP", "CATALOG", "CLASSPATH");

    private static final Set<String> FOLDERS = Set.of("DIR");

    private static final String FRAME = """
            # Completes the command schemuse in bash, and in zsh.
            if [ -n "$ZSH_VERSION" ]; then
              autoload -U +X compinit && compinit
              autoload -U +X bashcompinit && bashcompinit
            fi

            # Offers the words in $1 that begin as what is typed, and paths if $2 is files or folders.
            _schemuse_offer() {
              local IFS=$' \\t\\n'
              COMPREPLY=( $(compgen -W "$1" -- "$word") )
              [ -z "$assigned" ] || COMPREPLY=( "${COMPREPLY[@]/#/$assigned}" )
              [ -n "$2" ] || return 0
              IFS=$'\\n'
              if [ "$2" = folders ]; then
                COMPREPLY+=( $(compgen -d -- "$word") )
              else
                COMPREPLY+=( $(compgen -f -- "$word") )
              fi
              type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
              return 0
            }

            # The word that is typed, the option before it, and the command. "--format=js" is three words to bash and one
            # to zsh, which takes "--format=json" for it.
            _schemuse() {
              local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD-1]} command=schemuse assigned= i
              COMPREPLY=()
              case "$word" in
                --*=*) option=${word%%%%=*}; assigned="$option="; word=${word#*=} ;;
              esac
              if [ "$word" = "=" ]; then
                word=
              elif [ "$option" = "=" ]; then
                option=${COMP_WORDS[COMP_CWORD-2]}
              fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$command ${COMP_WORDS[i]}" in
                  %s) command="$command ${COMP_WORDS[i]}" ;;
                esac
              done
              case "$command:$option" in
            %s  esac
              case "$command" in
            %s  esac
            }

            complete -F _schemuse schemuse ./schemuse
            """;

    private final List<String> commands = new ArrayList<>();
    private final StringBuilder values = new StringBuilder();
    private final StringBuilder words = new StringBuilder();

    private CompletionScript() {}

    static String of(CommandSpec root) {
        CompletionScript script = new CompletionScript();
        script.add(root);
        String names = script.commands.stream()
                .skip(1)
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(" | \\\n      "));
        return FRAME.formatted(names, script.values, script.words);
    }

    private void add(CommandSpec command) {
        String name = command.qualifiedName(" ");
        commands.add(name);
        Set<String> options = new TreeSet<>();
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> {
            options.addAll(List.of(option.names()));
            if (option.arity().max() > 0) {
                values.append(line(patterns(name, option), candidates(option), paths(option)));
            }
        });
        StringJoiner others = new StringJoiner(" ");
        command.subcommands().keySet().forEach(others::add);
        String kind = "";
        for (ArgSpec argument : command.positionalParameters()) {
            candidates(argument).forEach(others::add);
            kind = kind.isEmpty() ? paths(argument) : kind;
        }
        words.append(
                """
                    "%s")
                      case "$word" in
                        -*) _schemuse_offer "%s" ;;
                        *) _schemuse_offer "%s" %s ;;
                      esac ;;
                """.formatted(name, String.join(" ", options), others, kind).indent(4));
        command.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(this::add);
    }

    private static String patterns(String command, OptionSpec option) {
        return List.of(option.names()).stream()
                .map(name -> '"' + command + ':' + name + '"')
                .collect(Collectors.joining(" | "));
    }

    private static String line(String patterns, List<String> candidates, String paths) {
        return "    " + patterns + ") _schemuse_offer \"" + String.join(" ", candidates) + "\" " + paths
                + "; return ;;\n";
    }

    private static List<String> candidates(ArgSpec argument) {
        if (argument.paramLabel().equals("COMMAND")) {
            return List.copyOf(argument.command().root().subcommands().keySet());
        }
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .map(value -> argument.type().isEnum() ? value.toLowerCase(Locale.ROOT) : value)
                        .toList();
    }

    private static String paths(ArgSpec argument) {
        Set<String> labels = Set.of(argument.paramLabel().split("[|]", -1));
        return labels.stream().anyMatch(FILES::contains)
                ? "files"
                : labels.stream().anyMatch(FOLDERS::contains) ? "folders" : "";
    }
}
