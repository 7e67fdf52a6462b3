/** Makes worlds that never were, for tests and benchmarks. */
@NullMarked
package org.schemuse.importer.mud.generate;

import org.jspecify.annotations.NullMarked;
