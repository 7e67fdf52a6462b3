/** Judges staged rows as sets: what only the server can tell, such as constraints and what other rows say. */
@NullMarked
package org.schemuse.importer.table.judge;

import org.jspecify.annotations.NullMarked;
