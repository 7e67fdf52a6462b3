/** A world that is there already: brought up to a newer dump, and shown as its latest import wrote it. */
@NullMarked
package org.schemuse.importer.mud.update;

import org.jspecify.annotations.NullMarked;
