/** Rules about data that is lost, and about programs that break. */
package org.schemuse.changelog.lint.rule.data;
