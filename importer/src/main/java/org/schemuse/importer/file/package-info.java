/** Files that hold what others must not read: temporary copies of dumps, and what commands write. */
package org.schemuse.importer.file;
