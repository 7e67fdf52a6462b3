/** Reads which privileges other roles have or get by default, and takes them away from new objects. */
@NullMarked
package org.schemuse.changelog.privilege;

import org.jspecify.annotations.NullMarked;
