/** Proves a finished import by another road: SQL against the numbers of the first reading. */
@NullMarked
package org.schemuse.importer.mud.verify;

import org.jspecify.annotations.NullMarked;
