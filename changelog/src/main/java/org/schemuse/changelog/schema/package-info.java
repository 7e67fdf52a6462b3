/** Installs a catalog in a schema, rolls it back and compares: {@link Schema} is the way in. */
package org.schemuse.changelog.schema;
