/** Rules about how Liquibase runs what it is given. */
package org.schemuse.changelog.lint.rule.changesets;
