/** Rows encoded for binary COPY, and the senders of their batches. */
@NullMarked
package org.schemuse.importer.load.copy;

import org.jspecify.annotations.NullMarked;
