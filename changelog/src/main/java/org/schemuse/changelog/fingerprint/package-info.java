/** Says what stands in a schema, out of PostgreSQL's own catalog. */
package org.schemuse.changelog.fingerprint;
