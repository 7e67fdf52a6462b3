/** Rules about row-level security, privileges and functions. */
package org.schemuse.changelog.lint.rule.security;
