/**
 * Everything that works on a schema. {@code catalog} knows what can be installed, {@code liquibase} runs it,
 * {@code fingerprint} says what stands in a schema, {@code redis} is for the part of a catalog that lives in Redis, and
 * {@code schema} is the way in for everybody else.
 */
@NullMarked
package org.schemuse.changelog;

import org.jspecify.annotations.NullMarked;
