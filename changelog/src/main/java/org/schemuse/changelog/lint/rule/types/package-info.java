/** Rules about types and names. */
package org.schemuse.changelog.lint.rule.types;
