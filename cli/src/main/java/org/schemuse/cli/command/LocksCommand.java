package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.lock.RunLock;
import org.schemuse.changelog.lock.RunLocks;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LocksReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "locks",
        description = "Says which runs hold the lock on a schema, and which wait for it.",
        footer = {
            "",
            "Of all schemas of the database, or of --schema alone. A run that died holds nothing: its lock went with its",
            "session. What a released run had not committed is taken back."
        })
public final class LocksCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Option(names = "--release", description = "End the sessions that hold a lock, after asking.")
    private boolean release;

    @Mixin
    private Confirmation confirmation;

    public LocksCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Target target = options.existingTarget().orElse(null);
        LocksReport report = target == null ? new LocksReport(List.of(), List.of()) : report(target);
        options.output().result(report, report::text);
        return ExitCode.DONE.code();
    }

    private LocksReport report(Target target) {
        RunLocks locks = new RunLocks(target.dataSource());
        List<RunLock> found = locks.list(options.schemaOr(null));
        List<RunLock> held = found.stream().filter(RunLock::holds).toList();
        if (!release || held.isEmpty()) {
            return new LocksReport(found, List.of());
        }
        confirmation.askOrRefuse(
                "This ends sessions",
                "or leave out --release to see whose",
                () -> LocksReport.question(held, target.description()));
        return new LocksReport(
                found, held.stream().filter(locks::release).map(RunLock::pid).toList());
    }
}
