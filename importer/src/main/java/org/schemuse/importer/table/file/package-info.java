/** Files of rows: CSV, JSON, JSON Lines and YAML, read as a stream of rows, and written in the same format. */
@NullMarked
package org.schemuse.importer.table.file;

import org.jspecify.annotations.NullMarked;
