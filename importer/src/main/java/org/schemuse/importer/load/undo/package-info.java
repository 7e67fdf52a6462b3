/** Taking a finished run back. */
package org.schemuse.importer.load.undo;
