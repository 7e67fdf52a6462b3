/** What can be installed: the catalogs of this build and their changesets, read from the changelogs themselves. */
@NullMarked
package org.schemuse.changelog.catalog;

import org.jspecify.annotations.NullMarked;
