/**
 * What the commands do once their options are read: installing a catalog and importing in one step, worker processes, dry
 * runs, texts from live schemas. Nothing here knows a command line, so that another program can call it.
 */
@NullMarked
package org.schemuse.cli.app;

import org.jspecify.annotations.NullMarked;
