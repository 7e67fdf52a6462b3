/**
 * What Schemuse costs, measured beside what else does the same. {@link org.schemuse.benchmarks.Benchmarks} runs one by
 * its name; nothing of this is part of the ordinary build.
 */
package org.schemuse.benchmarks;
