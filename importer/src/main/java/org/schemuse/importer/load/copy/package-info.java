/** Rows encoded for binary COPY, and the senders of their batches. */
package org.schemuse.importer.load.copy;
