/** From rows to a loaded schema: transactional batches, and what is set aside for them and put back. */
package org.schemuse.importer.load;
