/** Installs a catalog in a schema, rolls it back and compares: {@link Schema} is the way in. */
@NullMarked
package org.schemuse.changelog.schema;

import org.jspecify.annotations.NullMarked;
