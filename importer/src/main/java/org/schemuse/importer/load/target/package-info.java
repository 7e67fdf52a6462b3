/** Where rows go: the schema, its lock, and the connections that work on it. */
@NullMarked
package org.schemuse.importer.load.target;

import org.jspecify.annotations.NullMarked;
