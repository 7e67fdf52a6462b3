/** Rules about types and names. */
@NullMarked
package org.schemuse.changelog.lint.rule.types;

import org.jspecify.annotations.NullMarked;
