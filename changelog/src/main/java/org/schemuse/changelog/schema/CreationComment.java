package org.schemuse.changelog.schema;

import org.schemuse.changelog.catalog.Catalog;

/** The comment on a schema that Schemuse created: only a schema that has it is dropped with its last changeset. */
public final class CreationComment {
    private static final String END = ", installed by Schemuse";

    /** Matches the comment for any catalog, as the pattern of SQL's LIKE. */
    public static final String LIKE = "Catalog %" + END;

    private CreationComment() {}

    static String of(Catalog catalog) {
        return "Catalog " + catalog.name() + END;
    }
}
