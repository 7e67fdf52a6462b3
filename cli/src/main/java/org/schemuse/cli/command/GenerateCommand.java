package org.schemuse.cli.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedDump;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.file.OutputFile;
import org.schemuse.importer.mud.generate.Traits;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--findings",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Damage P percent of the objects, so that an import reports each. Default: ${DEFAULT-VALUE}.")
    private int findings;

    @Option(
            names = "--named-locks",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Lock P percent of the objects with a lock that names a player. Default: ${DEFAULT-VALUE}.")
    private int namedLocks;

    @Option(
            names = "--definitions",
            paramLabel = "P",
            converter = PercentReader.class,
            defaultValue = "0",
            description = "Let P percent of the objects define up to 12 attributes each. Default: ${DEFAULT-VALUE}.")
    private int definitions;

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
            if (options.json()) {
                throw Failure.usage("--json and -o - both mean standard output; give the dump a file of its own.");
            }
            options.output().bytes(this::generated);
            return ExitCode.DONE.code();
        }
        long bytes = new OutputFile(Path.of(dump)).write(this::generated);
        GeneratedDump report = new GeneratedDump(dump, objects, seed, bytes);
        options.output().result(report, report::text);
        return ExitCode.DONE.code();
    }

    private long generated(OutputStream out) throws IOException {
        CountedBytes counted = new CountedBytes(out);
        GenerateService.generate(objects, seed, new Traits(findings, namedLocks, definitions), counted);
        counted.flush();
        return counted.bytes;
    }

    /** Counts what passes. */
    private static final class CountedBytes extends FilterOutputStream {
        private long bytes;

        CountedBytes(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }
    }
}
