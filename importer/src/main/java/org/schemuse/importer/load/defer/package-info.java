/** Indexes, keys, triggers and row security: recorded, dropped or disabled for a load, and restored. */
package org.schemuse.importer.load.defer;
