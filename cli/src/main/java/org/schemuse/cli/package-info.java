/**
 * The program: reads the command line, runs one command, and ends with one exit code.
 *
 * <p>Packages are stages, arrows one way: {@code command -> app -> connect -> server -> report}. A command reads its options,
 * calls one service and hands one report to {@link org.schemuse.cli.report.Output}.
 */
@NullMarked
package org.schemuse.cli;

import org.jspecify.annotations.NullMarked;
