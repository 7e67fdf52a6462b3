/** Rules about locks that make others wait, and about rewrites of whole tables. */
@NullMarked
package org.schemuse.changelog.lint.rule.locks;

import org.jspecify.annotations.NullMarked;
