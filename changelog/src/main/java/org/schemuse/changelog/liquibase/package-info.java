/** Runs changelogs with Liquibase: the only package that knows it. */
@NullMarked
package org.schemuse.changelog.liquibase;

import org.jspecify.annotations.NullMarked;
