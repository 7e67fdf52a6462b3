/** What can be wrong with a dump, as values: codes, positions, findings. Depends on nothing. */
@NullMarked
package org.schemuse.importer.finding;

import org.jspecify.annotations.NullMarked;
