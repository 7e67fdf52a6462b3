/** What the system catalog says of a table: columns with their types, keys, foreign keys and other constraints. */
@NullMarked
package org.schemuse.importer.table.shape;

import org.jspecify.annotations.NullMarked;
