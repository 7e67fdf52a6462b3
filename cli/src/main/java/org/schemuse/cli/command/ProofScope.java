package org.schemuse.cli.command;

import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.proof.Proof;
import picocli.CommandLine.Option;

/** Which changesets to verify; all if nothing is given. Those before are applied, those after left out. */
final class ProofScope {
    @Option(
            names = "--since-tag",
            paramLabel = "TAG",
            description = "Only the changesets after the one that sets this tag.")
    private @Nullable String tag;

    @Option(names = "--only", paramLabel = "ID", description = "Only the changeset with this id.")
    private @Nullable String id;

    boolean isGiven() {
        return tag != null || id != null;
    }

    Proof.Part part(Catalog catalog, ChangesetFilter filter) {
        if (tag != null) {
            return Proof.Part.since(tag, catalog, filter);
        }
        return id == null ? new Proof.Part(0, catalog.changesets().size()) : Proof.Part.only(id, catalog);
    }
}
