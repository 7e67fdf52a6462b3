/**
 * What fills the columns of a table if the names of a file's fields do not say it: the mapping file, and rows whose fields are the
 * columns that it maps.
 */
@NullMarked
package org.schemuse.importer.table.mapping;

import org.jspecify.annotations.NullMarked;
