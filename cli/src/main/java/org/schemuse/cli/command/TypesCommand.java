package org.schemuse.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.dictionary.Dictionary;
import org.schemuse.changelog.dictionary.TypeScript;
import org.schemuse.cli.app.LiveDictionary;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "types",
        description = "Writes the tables of a live schema as types of a programming language.",
        footer = {
            "",
            "Examples:",
            "  schemuse types --lang typescript > database.ts",
            "  schemuse types promptpal --lang typescript --out src/database.ts",
            "  schemuse types promptpal --lang typescript --out src/database.ts --check"
        })
public final class TypesCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(
            names = "--lang",
            required = true,
            paramLabel = "LANGUAGE",
            description = "The language: typescript, in the shape of Supabase's gen types.")
    private Language language;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write. Default: standard output.")
    private @Nullable Path out;

    @Option(
            names = "--check",
            description = "Write nothing; fail with exit code 5 when FILE is not as it would be written.")
    private boolean check;

    /** What types can be written in. */
    enum Language {
        typescript;

        String of(Dictionary dictionary) {
            return switch (this) {
                case typescript -> TypeScript.of(dictionary);
            };
        }
    }

    public TypesCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (check && out == null) {
            throw Failure.usage("--check compares a file with the live schema: name the file with --out.");
        }
        LiveDictionary live = LiveDictionary.of(
                options.existingTarget(ExitCode.DATABASE, "There is no schema to read"), argument.schemaName(options));
        String text = language.of(live.dictionary());
        if (out == null) {
            return live.print(text, options.output());
        }
        return live.keep(new GeneratedFiles().with(out, text), check, options.output());
    }
}
