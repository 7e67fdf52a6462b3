/** From rows to loaded tables: batches, what is deferred for them and restored, the ledger of runs, merge and undo. */
package org.schemuse.importer.load;
