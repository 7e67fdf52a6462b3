/** A migrated PostgreSQL for tests that run on JUnit. */
package org.schemuse.junit;
