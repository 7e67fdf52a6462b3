/** Files that hold what others must not read: temporary copies of dumps, and what commands write. */
@NullMarked
package org.schemuse.importer.file;

import org.jspecify.annotations.NullMarked;
