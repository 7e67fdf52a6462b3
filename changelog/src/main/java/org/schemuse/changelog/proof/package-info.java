/** Holds a changelog against a database: proves that it can go back, and tells where a live schema has drifted from it. */
package org.schemuse.changelog.proof;
