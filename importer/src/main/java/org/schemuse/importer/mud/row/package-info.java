/** From the records and the world to rows, encoded for PostgreSQL's binary COPY. */
@NullMarked
package org.schemuse.importer.mud.row;

import org.jspecify.annotations.NullMarked;
