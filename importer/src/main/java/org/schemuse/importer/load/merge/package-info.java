/** Staged rows and the three-way merge that brings the target up to them. */
@NullMarked
package org.schemuse.importer.load.merge;

import org.jspecify.annotations.NullMarked;
