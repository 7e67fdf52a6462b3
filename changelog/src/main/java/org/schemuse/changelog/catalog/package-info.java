/** What can be installed: the catalogs of this build and their changesets, read from the changelogs themselves. */
package org.schemuse.changelog.catalog;
