/**
 * What can be said of a table by looking at a file: a mapping into a table that exists, or a table for a file that has none. The
 * whole file is read, once and in constant memory. Nothing is decided that the file leaves open: that is a doubt, and it is named.
 */
@NullMarked
package org.schemuse.importer.table.proposal;

import org.jspecify.annotations.NullMarked;
