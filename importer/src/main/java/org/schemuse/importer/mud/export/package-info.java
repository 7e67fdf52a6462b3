/** From a loaded world back to the dump it came from. */
@NullMarked
package org.schemuse.importer.mud.export;

import org.jspecify.annotations.NullMarked;
