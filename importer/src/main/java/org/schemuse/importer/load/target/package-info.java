/** Where rows go: the schema, its lock, and the connections that work on it. */
package org.schemuse.importer.load.target;
