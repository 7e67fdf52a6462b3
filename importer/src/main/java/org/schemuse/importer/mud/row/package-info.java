/** From the records and the world to rows, encoded for PostgreSQL's binary COPY. */
package org.schemuse.importer.mud.row;
