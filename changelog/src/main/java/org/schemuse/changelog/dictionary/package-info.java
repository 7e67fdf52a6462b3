/**
 * What stands in a live schema, as records, and what is written from them: a data dictionary in Markdown, types for
 * TypeScript. Liquibase is not needed for any of it.
 */
@NullMarked
package org.schemuse.changelog.dictionary;

import org.jspecify.annotations.NullMarked;
