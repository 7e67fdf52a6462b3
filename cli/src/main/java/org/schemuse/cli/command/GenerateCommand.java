package org.schemuse.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.importer.GenerateService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description =
                "Writes the dump of a synthetic world, for tests and benchmarks. The same numbers give the same bytes.",
        footer = {"", "Example:", "  schemuse generate --objects 200000 -o /tmp/world.mdb"})
public final class GenerateCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Option(
            names = "--objects",
            paramLabel = "N",
            required = true,
            converter = CountReader.class,
            description = "How many objects; about 800 bytes each.")
    private int objects;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Which world. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DUMP",
            required = true,
            description = "Where to write it; - is standard output.")
    private String dump;

    public GenerateCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        if (dump.equals("-")) {
            GenerateService.generate(objects, seed, options.streams().out());
            return ExitCode.DONE.code();
        }
        try (OutputStream out = Files.newOutputStream(Path.of(dump))) {
            GenerateService.generate(objects, seed, out);
        }
        options.output().note("Wrote " + dump + ": " + Files.size(Path.of(dump)) / 1_000_000 + " MB");
        return ExitCode.DONE.code();
    }
}
