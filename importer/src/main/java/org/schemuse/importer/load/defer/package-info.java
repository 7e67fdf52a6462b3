/** Indexes, keys, triggers and row security: recorded, dropped or disabled for a load, and restored. */
@NullMarked
package org.schemuse.importer.load.defer;

import org.jspecify.annotations.NullMarked;
