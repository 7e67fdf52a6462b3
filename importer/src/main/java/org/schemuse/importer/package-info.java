/** Brings a dump into PostgreSQL: {@link org.schemuse.importer.ImportService} is where to begin reading. */
package org.schemuse.importer;
