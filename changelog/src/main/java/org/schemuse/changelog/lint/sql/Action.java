package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a statement does, as far as rules ask. */
public sealed interface Action {
    /** What no rule asks for. */
    record Other() implements Action {}

    /**
     * CREATE TABLE.
     *
     * @param options of TEMPORARY, IF NOT EXISTS, PARTITION OF
     */
    record CreateTable(Name table, List<ColumnDefinition> columns, List<Constraint> constraints, Set<String> options)
            implements Action {}

    record AlterTable(Name table, List<Change> changes) implements Action {}

    /**
     * CREATE INDEX.
     *
     * @param columns each key column, or "(...)" for an expression
     * @param options of UNIQUE, CONCURRENTLY, IF NOT EXISTS, WHERE; the last is WHERE NOT NULL where the condition is
     *     only that a column of the key has a value
     */
    record CreateIndex(Name index, Name table, List<String> columns, Set<String> options) implements Action {}

    /**
     * DROP of anything.
     *
     * @param kind TABLE, INDEX, SCHEMA ...
     * @param table the table a policy, trigger or rule belonged to, else null
     * @param options of CONCURRENTLY, IF EXISTS, CASCADE
     */
    record Drop(String kind, List<Name> names, @Nullable Name table, Set<String> options) implements Action {}

    record Truncate(List<Name> tables, boolean cascade) implements Action {}

    /**
     * REINDEX, but for that of the system catalogs.
     *
     * @param kind TABLE, INDEX, SCHEMA or DATABASE
     */
    record Reindex(String kind, Name object, boolean concurrently) implements Action {}

    /**
     * LOCK TABLE.
     *
     * @param mode ACCESS EXCLUSIVE where none is given
     */
    record Lock(List<Name> tables, String mode) implements Action {}

    record CreateRule(Name rule, Name table) implements Action {}

    /** VACUUM FULL and CLUSTER; of all tables where none is named. */
    record Rewrite(String command, List<Name> tables) implements Action {}

    record CreateEnum(Name type, List<String> labels) implements Action {}

    record AddEnumValue(Name type, String label, boolean positioned) implements Action {}

    record RenameEnumValue(Name type, String from, String to) implements Action {}

    record CreateDomain(Name domain, boolean constrained) implements Action {}

    record AlterDomain(Name domain, boolean addsConstraint) implements Action {}

    /**
     * CREATE FUNCTION or PROCEDURE.
     *
     * @param options of OR REPLACE, PROCEDURE, RETURNS TRIGGER, SECURITY DEFINER, SEARCH_PATH, STABLE (also if it is IMMUTABLE)
     */
    record CreateFunction(Name function, Set<String> options) implements Action {}

    /**
     * CREATE VIEW.
     *
     * @param with the options in parentheses, names and values in small letters
     * @param options of OR REPLACE, MATERIALIZED, TEMPORARY
     */
    record CreateView(Name view, Map<String, String> with, Set<String> options) implements Action {}

    record CreateTrigger(Name trigger, Name table) implements Action {}

    /**
     * CREATE POLICY.
     *
     * @param command ALL, SELECT, INSERT, UPDATE or DELETE
     * @param check tokens of WITH CHECK; none where it is missing
     */
    record CreatePolicy(Name policy, Name table, String command, List<Token> using, List<Token> check)
            implements Action {}

    /**
     * GRANT of privileges, not of roles.
     *
     * @param kind TABLE where none is named, else SCHEMA, FUNCTION ...
     */
    record Grant(List<String> privileges, String kind, List<Name> objects, List<String> roles) implements Action {}

    record Revoke(List<String> privileges, String kind, List<Name> objects, List<String> roles) implements Action {}

    /**
     * COMMENT ON.
     *
     * @param object of a column: its table as the schema
     */
    record CommentOn(String kind, Name object) implements Action {}

    /**
     * SET and RESET.
     *
     * @param value as written; null for RESET
     */
    record SetVariable(String name, @Nullable String value, boolean local) implements Action {}

    /** BEGIN, COMMIT, ROLLBACK and similar commands. */
    record TransactionControl(String command, Effect effect) implements Action {
        /** What holds after it. */
        public enum Effect {
            /** A transaction is open: after BEGIN, and after COMMIT AND CHAIN. */
            BEGINS,
            ENDS,
            /** As before: savepoints. */
            NONE
        }
    }

    /**
     * INSERT.
     *
     * @param query whether its rows come from a query, so that their number is not that of a list
     */
    record Insert(Name table, boolean query) implements Action {}

    /**
     * UPDATE.
     *
     * @param columns each column it assigns as a whole, in order
     * @param where whether it has a condition
     */
    record Update(Name table, List<Token> columns, boolean where) implements Action {}

    record Delete(Name table, boolean where) implements Action {}

    /**
     * CREATE of what has no action of its own.
     *
     * @param kind SEQUENCE, TYPE, AGGREGATE ...
     */
    record Create(String kind, Name object) implements Action {}

    /**
     * RENAME TO of anything but a table, a schema or an index.
     *
     * @param kind VIEW, TYPE, FUNCTION ...
     */
    record Rename(String kind, Name object, String to) implements Action {}

    /** SET SCHEMA of anything but a table. */
    record SetSchema(String kind, Name object, String to) implements Action {}

    record Refresh(Name view, boolean concurrently) implements Action {}

    /** DO, with SQL that nobody reads here. */
    record Do() implements Action {}

    /** WITH: what its common table expressions and its main statement do. */
    record With(List<Action> parts) implements Action {}

    record RenameSchema(Name schema, String to) implements Action {}
}
