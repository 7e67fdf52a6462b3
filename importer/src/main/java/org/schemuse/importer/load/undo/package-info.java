/** Taking a finished run back. */
@NullMarked
package org.schemuse.importer.load.undo;

import org.jspecify.annotations.NullMarked;
