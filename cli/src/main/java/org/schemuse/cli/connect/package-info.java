/** Finds the database a command works on: {@code --url}, else the libpq environment, else the embedded server. */
package org.schemuse.cli.connect;
