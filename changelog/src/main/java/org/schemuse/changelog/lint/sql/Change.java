package org.schemuse.changelog.lint.sql;

/** One of the changes of an {@code ALTER TABLE}. */
public sealed interface Change {
    /** Its first token. */
    Token at();

    record AddColumn(Token at, ColumnDefinition column) implements Change {}

    record DropColumn(Token at, String column, boolean cascade) implements Change {}

    record AlterType(Token at, String column, Type type, boolean using) implements Change {}

    record SetNotNull(Token at, String column) implements Change {}

    record DropNotNull(Token at, String column) implements Change {}

    record AddIdentity(Token at, String column) implements Change {}

    record AddConstraint(Token at, Constraint constraint) implements Change {}

    record DropConstraint(Token at, String name, boolean cascade) implements Change {}

    record ValidateConstraint(Token at, String name) implements Change {}

    record RenameColumn(Token at, String from, String to) implements Change {}

    record RenameTable(Token at, String to) implements Change {}

    /**
     * A partition detached.
     *
     * @param concurrently whether others go on meanwhile: also with FINALIZE, which ends what CONCURRENTLY began
     */
    record DetachPartition(Token at, Name partition, boolean concurrently) implements Change {}

    /**
     * Row-level security switched.
     *
     * @param state what stands before {@code ROW LEVEL SECURITY}: ENABLE, DISABLE, FORCE or NO FORCE
     */
    record RowSecurity(Token at, String state) implements Change {}

    /**
     * A partition attached.
     *
     * @param partition is locked against everything while its rows are checked; the partitioned table is not
     */
    record AttachPartition(Token at, Name partition) implements Change {}

    /** What others write beside: SET STATISTICS, storage parameters, CLUSTER ON. */
    record Setting(Token at) implements Change {}

    /**
     * All of the table copied: SET LOGGED, UNLOGGED, TABLESPACE or ACCESS METHOD.
     *
     * @param what the word or words behind SET
     */
    record Copy(Token at, String what) implements Change {}

    record DropDefault(Token at, String column) implements Change {}

    record SetSchema(Token at, String to) implements Change {}

    /**
     * Triggers switched off.
     *
     * @param trigger its name, or ALL or USER
     */
    record DisableTrigger(Token at, String trigger) implements Change {}

    /** Triggers switched on, in whatever mode. */
    record EnableTrigger(Token at, String trigger) implements Change {}

    /** What no rule asks for. */
    record Other(Token at) implements Change {}
}
