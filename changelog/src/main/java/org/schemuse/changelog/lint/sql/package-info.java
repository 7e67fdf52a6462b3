/** SQL as PostgreSQL reads it: text into tokens, tokens into statements, and of each statement what a rule can ask. */
@NullMarked
package org.schemuse.changelog.lint.sql;

import org.jspecify.annotations.NullMarked;
