/** Rules about row-level security, privileges and functions. */
@NullMarked
package org.schemuse.changelog.lint.rule.security;

import org.jspecify.annotations.NullMarked;
