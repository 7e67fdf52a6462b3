/** Runs what would be run, watches what it does to the database, and keeps nothing of it. */
package org.schemuse.changelog.preview;
