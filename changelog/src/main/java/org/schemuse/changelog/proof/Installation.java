package org.schemuse.changelog.proof;

import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;

/**
 * A catalog in a schema.
 *
 * @param filter has the parameters that the schema was, or is to be, migrated with
 */
public record Installation(Catalog catalog, String schema, ChangesetFilter filter) {}
