package org.schemuse.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.proof.Proof;
import org.schemuse.changelog.proof.ProofReport;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.ProofText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "Proves on a scratch database that every changeset can be applied, taken back and applied again.",
        footer = {
            "",
            "Examples:",
            "  schemuse verify vibemuse                 on a PostgreSQL of its own",
            "  schemuse verify --all --on postgresql://dba@db.example/postgres",
            "  schemuse verify db/changelog.xml --json  any Liquibase changelog"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private CatalogArgument argument;

    @Option(names = "--all", description = "Every catalog of this build.")
    private boolean all;

    @Option(
            names = "--on",
            paramLabel = "SERVER",
            defaultValue = "embedded",
            description = "embedded, or the URL of a server whose user may make databases. The scratch database is"
                    + " dropped afterwards. Default: ${DEFAULT-VALUE}.")
    private String on;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A value the catalog leaves open. Repeatable.")
    private Map<String, String> parameters = new HashMap<>();

    public VerifyCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        List<Catalog> catalogs = all ? Catalog.all() : List.of(argument.catalog());
        List<ProofReport> reports = new ArrayList<>();
        for (Catalog catalog : catalogs) {
            try (Scratch scratch = options.finder().scratch(on)) {
                options.output().note("Verifying " + catalog.name() + " on " + scratch.description() + " ...");
                reports.add(Proof.of(
                        scratch.dataSource(),
                        catalog,
                        new Edition(Set.of(), parameters),
                        proof -> ProofText.remark(proof).ifPresent(options.output()::note)));
            }
        }
        options.output().result(reports, () -> ProofText.proofs(reports));
        boolean proved = reports.stream().allMatch(ProofReport::proved);
        return (proved ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
