/** Makes worlds that never were, for tests and benchmarks. */
package org.schemuse.importer.mud.generate;
