/** What a lint run found, as data, and as SARIF. */
@NullMarked
package org.schemuse.changelog.lint.report;

import org.jspecify.annotations.NullMarked;
