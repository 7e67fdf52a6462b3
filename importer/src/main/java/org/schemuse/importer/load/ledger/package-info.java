/** What the database remembers of runs: their state, history and findings. */
@NullMarked
package org.schemuse.importer.load.ledger;

import org.jspecify.annotations.NullMarked;
