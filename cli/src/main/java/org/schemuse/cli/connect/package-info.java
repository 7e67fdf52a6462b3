/** Finds the database a command works on: {@code --url}, else the libpq environment, else the embedded server. */
@NullMarked
package org.schemuse.cli.connect;

import org.jspecify.annotations.NullMarked;
