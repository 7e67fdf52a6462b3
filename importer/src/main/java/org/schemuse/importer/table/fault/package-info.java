/** What can be wrong with a row of a file, as values. Depends on nothing. */
@NullMarked
package org.schemuse.importer.table.fault;

import org.jspecify.annotations.NullMarked;
