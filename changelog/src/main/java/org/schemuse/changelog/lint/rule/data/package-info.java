/** Rules about data that is lost, and about programs that break. */
@NullMarked
package org.schemuse.changelog.lint.rule.data;

import org.jspecify.annotations.NullMarked;
