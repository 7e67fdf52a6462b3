/** Worlds of text games: their formats, what a world is, its rows, and the ways back. */
package org.schemuse.importer.mud;
