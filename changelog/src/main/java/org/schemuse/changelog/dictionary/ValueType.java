package org.schemuse.changelog.dictionary;

import java.util.List;

/** What a value of a column or a function is made of; a domain counts as what it is a domain over. */
public sealed interface ValueType {
    /** A type without parts, by the name {@code pg_type} has for it: {@code int4}, {@code text}, {@code jsonb}. */
    record Scalar(String name) implements ValueType {}

    /** Any number of dimensions: PostgreSQL does not hold a column to one. */
    record Array(ValueType element) implements ValueType {}

    /** One of some words. */
    record Enumerated(String schema, String name, List<String> labels) implements ValueType {}

    /** A composite type, or a row of the table or view of this name. */
    record Composite(String schema, String name) implements ValueType {}
}
