package org.schemuse.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.proof.Proof;
import org.schemuse.changelog.proof.ProofReport;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.ProgressLine;
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
    private Which which = new Which();

    /** Which changesets; all if nothing is said. Those before are applied, those after left out. */
    static final class Which {
        @Option(
                names = "--since-tag",
                paramLabel = "TAG",
                description = "Only the changesets after the one that sets this tag.")
        private String tag;

        @Option(names = "--only", paramLabel = "ID", description = "Only the changeset with this id.")
        private String id;
    }

    public VerifyCommand(GlobalOptions options) {
        this.options = options;
    }

    private Proof.Part part(Catalog catalog) {
        if (which.tag != null) {
            return Proof.Part.since(which.tag, catalog, argument.filter());
        }
        return which.id == null ? new Proof.Part(0, catalog.changesets().size()) : Proof.Part.only(which.id, catalog);
    }

    @Override
    public Integer call() {
        if (all && (which.tag != null || which.id != null)) {
            throw Failure.usage("--since-tag and --only are about one catalog: leave --all out.");
        }
        List<Catalog> catalogs = all ? Catalog.all() : List.of(argument.catalog());
        List<ProofReport> reports = new ArrayList<>();
        for (Catalog catalog : catalogs) {
            Proof.Part part = part(catalog);
            ProgressLine progress = options.output().progress();
            try (Scratch scratch = options.finder().scratch(on)) {
                options.output().note("Verifying " + catalog.name() + " on " + scratch.description() + " ...");
                AtomicInteger done = new AtomicInteger();
                reports.add(Proof.of(scratch.dataSource(), catalog, argument.filter(), part, proof -> {
                    ProofText.remark(proof).ifPresent(line -> {
                        progress.close();
                        options.output().note(line);
                    });
                    progress.count(done.incrementAndGet(), part.size(), "changesets");
                }));
            } finally {
                progress.close();
            }
        }
        options.output().result(reports, () -> ProofText.proofs(reports));
        boolean proved = reports.stream().allMatch(ProofReport::verified);
        return (proved ? ExitCode.DONE : ExitCode.VERIFICATION).code();
    }
}
