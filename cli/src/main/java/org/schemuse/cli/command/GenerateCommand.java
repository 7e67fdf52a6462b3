package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.schemuse.cli.app.DumpGeneration;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedDump;
import org.schemuse.importer.file.OutputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "generate",
        description = "Writes the dump of a synthetic world, for tests and benchmarks. The same options give the same "
                + "bytes.",
        footer = {
            "",
            "Examples:",
            "  schemuse generate --objects 20000 -o world.mdb",
            "  schemuse generate --objects 2000 --findings 25 --named-locks 25 -o old.mdb"
        })
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

    @Mixin
    private TraitOptions traits;

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
        DumpGeneration generation = new DumpGeneration(objects, seed, traits.traits());
        if (dump.equals("-")) {
            if (options.json()) {
                throw Failure.usage("--json and -o - both mean standard output; give the dump a file of its own.");
            }
            options.output().bytes(generation::to);
            return ExitCode.DONE.code();
        }
        long bytes = new OutputFile(Path.of(dump)).write(generation::to);
        GeneratedDump report = new GeneratedDump(dump, objects, seed, bytes);
        options.output().result(report, report::text);
        return ExitCode.DONE.code();
    }
}
