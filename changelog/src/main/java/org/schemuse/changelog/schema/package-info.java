/** Installs a catalog in a schema, takes it back and says how it stands: {@link Schema} is the way in. */
package org.schemuse.changelog.schema;
