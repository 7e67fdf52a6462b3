/** From records to a world: the first reading of a dump, which resolves every reference and finds what is wrong. */
@NullMarked
package org.schemuse.importer.mud.world;

import org.jspecify.annotations.NullMarked;
