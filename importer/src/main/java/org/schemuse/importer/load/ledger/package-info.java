/** What the database remembers of runs: their state, history and findings. */
package org.schemuse.importer.load.ledger;
