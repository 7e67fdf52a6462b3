/** What people and scripts read: results on standard output, progress and failures on standard error, exit codes. */
@NullMarked
package org.schemuse.cli.report;

import org.jspecify.annotations.NullMarked;
