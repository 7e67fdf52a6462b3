/** Compares a changelog with databases: proves that it can be rolled back, and reports where a live schema has drifted from it. */
@NullMarked
package org.schemuse.changelog.proof;

import org.jspecify.annotations.NullMarked;
