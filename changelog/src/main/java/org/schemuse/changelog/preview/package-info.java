/** Runs what would be run, watches what it does to the database, and keeps nothing of it. */
@NullMarked
package org.schemuse.changelog.preview;

import org.jspecify.annotations.NullMarked;
