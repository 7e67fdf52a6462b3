package org.schemuse.changelog.lint.sql;

import org.jspecify.annotations.Nullable;

/**
 * Name of an object, folded as PostgreSQL folds it.
 *
 * @param schema null where the name is not qualified
 * @param at its first token
 */
public record Name(@Nullable String schema, String name, Token at) {
    /** The same for the same object: what to look it up by. */
    public String key() {
        return schema == null ? name : schema + "." + name;
    }

    @Override
    public String toString() {
        return key();
    }
}
