/**
 * A dialect of nobody's, as different from the MUSE family as one can be: fields in words, quoted strings, attributes by name
 * with an owner each, two kinds of locks, no chains, and mail in a file of its own. That a world of it is imported, verified and
 * exported shows that the importer above a format knows none.
 */
package org.schemuse.importer.mud.format.lantern;
