/** What people and scripts read: results on standard output, progress and failures on standard error, exit codes. */
package org.schemuse.cli.report;
