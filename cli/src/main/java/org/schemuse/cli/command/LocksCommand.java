package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.lock.RunLock;
import org.schemuse.changelog.lock.RunLocks;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LocksReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "locks",
        description = "Lists the sessions that hold or wait for the lock of a schema, and the ledgers that Liquibase's "
                + "lock is held on.",
        footer = {
            "",
            "Of all schemas of the database, or only of --schema. A killed run of Schemuse holds no lock, "
                    + "because its lock ends with its session. A killed Liquibase leaves its lock in the table "
                    + "databasechangeloglock; --release frees it. What a released run has not committed is rolled "
                    + "back."
        })
public final class LocksCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Option(names = "--release", description = "End the sessions that hold a lock, and free ledgers, after asking.")
    private boolean release;

    @Mixin
    private Confirmation confirmation;

    public LocksCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        TargetDatabase target = options.existingTarget().orElse(null);
        LocksReport report = target == null ? new LocksReport(List.of(), List.of()) : report(target);
        options.output().result(report, report::text);
        return ExitCode.DONE.code();
    }

    private LocksReport report(TargetDatabase target) {
        RunLocks locks = new RunLocks(target.dataSource());
        LocksReport found = new LocksReport(locks.list(options.oneSchema()), locks.ledgers(options.oneSchema()));
        if (!release || (found.held().isEmpty() && found.left().isEmpty())) {
            return found;
        }
        confirmation.askOrRefuse(
                "This ends sessions or frees locks",
                "or leave out --release to see whose",
                () -> found.question(target.description()));
        List<Integer> ended =
                found.held().stream().filter(locks::release).map(RunLock::pid).toList();
        // The lock of a run that was ended here is left as one of a killed run is.
        return new LocksReport(
                found.locks(),
                found.ledgers(),
                ended,
                found.ledgers().stream()
                        .filter(lock -> lock.mayBeLeft() || !ended.isEmpty())
                        .filter(locks::release)
                        .toList());
    }
}
