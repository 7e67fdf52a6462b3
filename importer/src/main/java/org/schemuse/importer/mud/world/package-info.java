/** From records to a world: the first reading of a dump, which resolves every reference and finds what is wrong. */
package org.schemuse.importer.mud.world;
