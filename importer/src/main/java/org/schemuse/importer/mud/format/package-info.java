/** From lines to the records a dump is made of; the sealed {@link org.schemuse.importer.mud.format.DumpRecord} is the border of the parser. Each dialect has a package of its own below this one, and nothing outside it knows a dialect's syntax. */
package org.schemuse.importer.mud.format;
