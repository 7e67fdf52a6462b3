package org.schemuse.cli.app;

import java.util.concurrent.atomic.AtomicInteger;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.proof.Proof;
import org.schemuse.changelog.proof.ProofReport;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.TargetFinder;
import org.schemuse.cli.report.Output;
import org.schemuse.cli.report.ProgressLine;
import org.schemuse.cli.report.ProofText;

/** The proof of a catalog's changesets in a scratch database of its own, with progress for a person who waits. */
public final class CatalogProof {
    private final TargetFinder finder;
    private final String on;
    private final Output output;

    /** @param on where the scratch database is: {@code embedded}, or the URL of a server */
    public CatalogProof(TargetFinder finder, String on, Output output) {
        this.finder = finder;
        this.on = on;
        this.output = output;
    }

    /** Applies each changeset of the part, rolls it back and applies it again; the scratch database is dropped at the end. */
    public ProofReport of(Catalog catalog, ChangesetFilter filter, Proof.Part part) {
        ProgressLine progress = output.progress();
        try (Scratch scratch = finder.scratch(on)) {
            output.note("Verifying " + catalog.name() + " on " + scratch.description() + " ...");
            AtomicInteger done = new AtomicInteger();
            return Proof.of(scratch.dataSource(), catalog, filter, part, proof -> {
                ProofText.remark(proof).ifPresent(line -> {
                    progress.close();
                    output.note(line);
                });
                progress.count(done.incrementAndGet(), part.size(), "changesets");
            });
        } finally {
            progress.close();
        }
    }
}
