/** Says what stands in a schema, out of PostgreSQL's own catalog. */
@NullMarked
package org.schemuse.changelog.fingerprint;

import org.jspecify.annotations.NullMarked;
