/** Compares a changelog with databases: proves that it can be rolled back, and reports where a live schema has drifted from it. */
package org.schemuse.changelog.proof;
