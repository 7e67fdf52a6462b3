/** A migrated PostgreSQL for tests that run on JUnit. */
@NullMarked
package org.schemuse.junit;

import org.jspecify.annotations.NullMarked;
