/** What a rule is, what it knows of the run so far, and where it puts what it finds. The rules are one package deeper. */
@NullMarked
package org.schemuse.changelog.lint.rule;

import org.jspecify.annotations.NullMarked;
