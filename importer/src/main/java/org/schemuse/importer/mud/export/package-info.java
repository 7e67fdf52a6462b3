/** From a loaded world back to the dump it came from. */
package org.schemuse.importer.mud.export;
