/** Tables: files of rows into any table. Knows the engine in {@code load}, and nothing of worlds. */
@NullMarked
package org.schemuse.importer.table;

import org.jspecify.annotations.NullMarked;
