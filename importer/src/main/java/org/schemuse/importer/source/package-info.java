/** From a path, a gzip file or standard input to lines of bytes with their positions. */
@NullMarked
package org.schemuse.importer.source;

import org.jspecify.annotations.NullMarked;
