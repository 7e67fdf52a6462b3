/** Staged rows and the three-way merge that brings the target up to them. */
package org.schemuse.importer.load.merge;
