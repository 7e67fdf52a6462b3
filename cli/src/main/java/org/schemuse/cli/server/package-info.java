/** A PostgreSQL server of one's own in a folder, for those who have none yet. */
package org.schemuse.cli.server;
