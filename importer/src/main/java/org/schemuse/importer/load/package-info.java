/** From rows to loaded tables: batches, what is deferred for them and restored, the ledger of runs, merge and undo. */
@NullMarked
package org.schemuse.importer.load;

import org.jspecify.annotations.NullMarked;
