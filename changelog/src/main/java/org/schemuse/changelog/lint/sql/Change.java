package org.schemuse.changelog.lint.sql;

/** One of the changes of an {@code ALTER TABLE}. */
public sealed interface Change {
    /** Its first token. */
    Token at();

    record AddColumn(Token at, Column column) implements Change {}

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

    record DetachPartition(Token at, Name partition, boolean concurrently) implements Change {}

    /**
     * Row-level security switched.
     *
     * @param state what stands before {@code ROW LEVEL SECURITY}: ENABLE, DISABLE, FORCE or NO FORCE
     */
    record RowSecurity(Token at, String state) implements Change {}

    /** What no rule asks for. */
    record Other(Token at) implements Change {}
}
