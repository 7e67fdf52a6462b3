/** Worlds of text games: their formats, what a world is, its rows, and the ways back. */
@NullMarked
package org.schemuse.importer.mud;

import org.jspecify.annotations.NullMarked;
