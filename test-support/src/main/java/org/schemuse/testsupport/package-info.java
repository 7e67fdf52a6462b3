/**
 * Real PostgreSQL servers for tests: {@link org.schemuse.testsupport.TestServer} chooses and starts one,
 * {@link org.schemuse.testsupport.TestDatabase} is a database on it for one test class.
 */
package org.schemuse.testsupport;
