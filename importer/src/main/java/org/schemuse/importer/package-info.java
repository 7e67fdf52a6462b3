/** Imports a dump into PostgreSQL. Start reading at {@link org.schemuse.importer.ImportService}. */
@NullMarked
package org.schemuse.importer;

import org.jspecify.annotations.NullMarked;
