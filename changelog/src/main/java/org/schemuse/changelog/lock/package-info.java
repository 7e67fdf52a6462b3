/** Locks of a run: our advisory lock on a schema, Liquibase's lock row, and which sessions block a statement. */
@NullMarked
package org.schemuse.changelog.lock;

import org.jspecify.annotations.NullMarked;
