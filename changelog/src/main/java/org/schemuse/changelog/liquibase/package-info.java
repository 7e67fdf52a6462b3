/** Runs changelogs with Liquibase: the only package that knows it. */
package org.schemuse.changelog.liquibase;
