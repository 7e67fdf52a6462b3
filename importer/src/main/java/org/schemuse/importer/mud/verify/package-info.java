/** Proves a finished import by another road: SQL against the numbers of the first reading. */
package org.schemuse.importer.mud.verify;
