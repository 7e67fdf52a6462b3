/** One class a command: options in, one service called, one report out. No SQL here. */
package org.schemuse.cli.command;
