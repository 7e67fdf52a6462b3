/** What can be wrong with a dump, as values: codes, positions, findings. Depends on nothing. */
package org.schemuse.importer.finding;
