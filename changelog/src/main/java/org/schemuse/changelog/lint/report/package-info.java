/** What a lint run found, as data, and as SARIF. */
package org.schemuse.changelog.lint.report;
