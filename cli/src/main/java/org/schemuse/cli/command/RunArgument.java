package org.schemuse.cli.command;

import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.importer.RunService;
import org.schemuse.importer.load.ImportListener;
import picocli.CommandLine.Parameters;

/** The import that a command works on, in an existing database. */
final class RunArgument {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "Its number as schemuse imports shows it, or the beginning of its id.")
    private String name;

    String name() {
        return name;
    }

    TargetDatabase target(GlobalOptions options) {
        return options.existingTarget(ExitCode.USAGE, "There is no import \"" + name + "\"");
    }

    RunService service(TargetDatabase target, GlobalOptions options, ImportListener listener) {
        return new RunService(
                target.dataSource(),
                options.schemaOr("vibemuse"),
                BuildInfo.read().version(),
                listener);
    }
}
