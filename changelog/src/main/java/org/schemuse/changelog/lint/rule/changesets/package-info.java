/** Rules about how Liquibase runs what it is given. */
@NullMarked
package org.schemuse.changelog.lint.rule.changesets;

import org.jspecify.annotations.NullMarked;
