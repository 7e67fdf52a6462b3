/** A PostgreSQL server of one's own in a folder, for those who have none yet. */
@NullMarked
package org.schemuse.cli.server;

import org.jspecify.annotations.NullMarked;
