/** One class a command: options in, one service called, one report out. No SQL here. */
@NullMarked
package org.schemuse.cli.command;

import org.jspecify.annotations.NullMarked;
