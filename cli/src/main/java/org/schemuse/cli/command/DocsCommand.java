package org.schemuse.cli.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.dictionary.Markdown;
import org.schemuse.cli.app.LiveDictionary;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "docs",
        description = "Writes a data dictionary of a live schema in Markdown, with a diagram.",
        footer = {
            "",
            "Examples:",
            "  schemuse docs vibecoder > vibecoder.md    # one page",
            "  schemuse docs --out docs/schema           # a page per table, and README.md",
            "  schemuse docs --out docs/schema --check   # fails if out of date"
        })
public final class DocsCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write pages into; pages of tables that are gone are deleted."
                    + " Default: one page to standard output.")
    private @Nullable Path out;

    @Option(
            names = "--check",
            description = "Write nothing; fail with exit code 5 when DIR is not as it would be written.")
    private boolean check;

    public DocsCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (check && out == null) {
            throw Failure.usage("--check compares a folder with the live schema: name the folder with --out.");
        }
        LiveDictionary live = LiveDictionary.of(
                options.existingTarget(ExitCode.DATABASE, "There is no schema to read"), argument.schemaName(options));
        if (out == null) {
            return live.print(Markdown.document(live.dictionary()), options.output());
        }
        Path folder = out;
        GeneratedFiles files = new GeneratedFiles();
        Markdown.pages(live.dictionary()).forEach((name, page) -> files.with(folder.resolve(name), page));
        return live.keep(files.withLeftoversIn(folder, Markdown.FIRST_LINE), check, options.output());
    }
}
