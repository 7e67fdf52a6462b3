/** Imports a dump into PostgreSQL. Start reading at {@link org.schemuse.importer.ImportService}. */
package org.schemuse.importer;
