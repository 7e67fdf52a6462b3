package org.schemuse.changelog.lint.source;

import org.schemuse.changelog.lint.sql.Script;

/** How a changeset is rolled back. */
public record Rollback(Kind kind, Script script) {
    public enum Kind {
        /** Nothing is said, and Liquibase cannot make one. */
        MISSING,
        /** It is said that nothing is to be done. */
        EMPTY,
        /** Statements are given, or Liquibase makes them. */
        GIVEN
    }

    static Rollback of(Kind kind) {
        return new Rollback(kind, Script.empty());
    }
}
