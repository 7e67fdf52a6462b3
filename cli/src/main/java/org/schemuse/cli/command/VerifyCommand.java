package org.schemuse.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.proof.ProofReport;
import org.schemuse.cli.app.CatalogProof;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ProofText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = "In a scratch database, applies each changeset, rolls it back and applies it again, and compares "
                + "the schema after each step.",
        footer = {
            "",
            "Examples:",
            "  schemuse verify vibecoder                 # on an embedded server",
            "  schemuse verify --all --on postgresql://dba@db.example/postgres",
            "  schemuse verify db/changelog.xml --json   # any Liquibase changelog"
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
            completionCandidates = Servers.class,
            defaultValue = "embedded",
            description = "embedded, or the URL of a server whose user may make databases. The scratch database is"
                    + " dropped afterwards. Default: ${DEFAULT-VALUE}.")
    private String on;

    @ArgGroup(exclusive = true)
    private ProofScope scope = new ProofScope();

    public VerifyCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        if (all && scope.isGiven()) {
            throw Failure.usage("--since-tag and --only are about one catalog: leave --all out.");
        }
        List<Catalog> catalogs = all ? Catalog.all() : List.of(argument.catalog());
        CatalogProof proof = new CatalogProof(options.finder(), on, options.output());
        List<ProofReport> reports = new ArrayList<>();
        for (Catalog catalog : catalogs) {
            ChangesetFilter filter = argument.filter();
            reports.add(proof.of(catalog, filter, scope.part(catalog, filter)));
        }
        options.output().result(reports, () -> ProofText.proofs(reports));
        boolean proved = reports.stream().allMatch(ProofReport::verified);
        return (proved ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
