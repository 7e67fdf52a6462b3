package org.schemuse.changelog.behaviour;

import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A catalog whose rows belong to somebody. The isolation matrix is generated from the live catalog; this is all it has
 * to be told.
 */
interface Tenancy {
    String catalog();

    /** The setting that says whose rows a session works with. */
    String setting();

    /** Tables without row-level security, each for a reason that the catalog's page gives. */
    Set<String> open();

    /** Puts rows of an owner into every table with row-level security. May be called for several owners. */
    void fill(Handle root, UUID owner);

    /** The role that policies name. */
    default String role() {
        return catalog() + "_app";
    }
}
