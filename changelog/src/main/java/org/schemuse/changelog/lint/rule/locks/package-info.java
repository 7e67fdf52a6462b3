/** Rules about locks that make others wait, and about rewrites of whole tables. */
package org.schemuse.changelog.lint.rule.locks;
