package org.schemuse.changelog.schema;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger.
 *
 * @param order from 1, in the order of application; gaps are possible after a rollback
 * @param tag null where none was set
 */
public record AppliedChangeset(
        String id,
        String author,
        String file,
        Instant appliedAt,
        int order,
        @Nullable String tag,
        @Nullable String comment) {}
