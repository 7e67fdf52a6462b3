package org.schemuse.changelog.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * A column of a relation, or an attribute of a composite type.
 *
 * @param declared the type as PostgreSQL prints it: {@code character varying(255)}
 * @param nullable whether NULL can be in it, as far as the server's catalog tells; of a view it always can
 * @param source where its value comes from if a statement names none
 * @param expression the default, or what a generated column is made of; null if there is none
 * @param writable whether INSERT and UPDATE can reach it; not so for what a view computes
 * @param comment null if there is none
 */
public record Column(
        String name,
        String declared,
        ValueType type,
        boolean nullable,
        Source source,
        @Nullable String expression,
        boolean writable,
        String comment) {

    /** Where the value of a column comes from if a statement names none. */
    public enum Source {
        /** Nowhere: it is NULL, or the statement is refused. */
        STATEMENT,
        DEFAULT,
        /** A sequence, unless the statement says otherwise. */
        IDENTITY_BY_DEFAULT,
        /** A sequence, whatever the statement says. */
        IDENTITY_ALWAYS,
        /** The other columns of the row. */
        GENERATED
    }
}
