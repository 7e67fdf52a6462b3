package org.schemuse.changelog.behaviour;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** A catalog, and a row at least for each of its tables. */
interface CatalogRows {
    /** Every catalog; a test compares this with what can be installed. */
    static List<CatalogRows> all() {
        return List.of(
                new VibemuseTenancy(),
                new VibecoderTenancy(),
                new PromptpalTenancy(),
                new RowsOfResource("triberspace"),
                new RowsOfResource("virtubar"));
    }

    String catalog();

    /** Puts rows into every table. */
    void fill(Handle root);

    /** The role that an application logs in with as a member. */
    default String role() {
        return catalog() + "_app";
    }
}
