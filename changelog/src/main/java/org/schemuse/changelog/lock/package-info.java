/** Who holds what: our own lock on a schema, and whom a statement of ours waits for. */
package org.schemuse.changelog.lock;
