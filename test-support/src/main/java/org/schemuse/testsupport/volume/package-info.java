/** Catalogs with many rows in them, and the queries that their indexes are for. */
package org.schemuse.testsupport.volume;
