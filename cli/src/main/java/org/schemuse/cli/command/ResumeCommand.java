package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ImportText;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Resumes an interrupted import at its last checkpoint, with the options that it began with.",
        footer = {
            "",
            "Examples:",
            "  schemuse resume 3          # reads the dump from its old path",
            "  schemuse resume 3 mdb.gz   # the same dump, moved elsewhere"
        })
public final class ResumeCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private RunArgument run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DUMP",
            description = "The same dump; - reads standard input. Default: the file that the import read.")
    private @Nullable String dump;

    public ResumeCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TargetDatabase target = run.target(options);
        ImportReport report;
        try (ImportProgress progress = options.importProgress()) {
            report = run.service(target, options, progress)
                    .timedBy(StageClock.ofProcess())
                    .resume(run.name(), this::open);
        }
        String psql = target.psqlIn(report.schema());
        options.output().result(report, () -> ImportText.report(report, target.description(), psql));
        return (report.inspection().lostOrChangedSomething() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private DumpSource open(ImportRun found) throws IOException {
        if (dump != null) {
            return DumpSource.of(dump, System.in);
        }
        String path = found.sourcePath();
        if (path == null || !Files.exists(Path.of(path))) {
            throw Failure.usage("The dump of " + found.called()
                    + (path == null ? " came from standard input" : " is no longer at " + path)
                    + ": name it, schemuse resume " + found.number() + " DUMP.");
        }
        return DumpSource.of(path, System.in);
    }
}
