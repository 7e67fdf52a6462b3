/**
 * What every part of Schemuse needs to know of PostgreSQL, written once: how SQL writes names and texts, what a session is
 * set to, which advisory locks keep runs apart, what an SQLSTATE means for a person, and which tables the ledger of
 * imports has. Works on JDBC connections, and knows nothing of changelogs, of dumps or of Liquibase.
 */
@NullMarked
package org.schemuse.postgres;

import org.jspecify.annotations.NullMarked;
