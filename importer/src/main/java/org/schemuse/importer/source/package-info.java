/** From a path, a gzip file or standard input to lines of bytes with their positions. */
package org.schemuse.importer.source;
