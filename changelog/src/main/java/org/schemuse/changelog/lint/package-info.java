/** Reads changelogs as PostgreSQL will, and names what locks, loses, breaks or lets in more than it should. */
@NullMarked
package org.schemuse.changelog.lint;

import org.jspecify.annotations.NullMarked;
