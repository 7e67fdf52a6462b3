package org.schemuse.changelog.dictionary;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table or a view. Partitions are no relations of their own here, since they come and go with the months.
 *
 * @param columns in the order of their declaration
 * @param constraints in the order of their names; NOT NULL is not among them, because the column says it
 * @param indexes by name
 * @param policies by name
 * @param triggers by name
 */
public record Relation(
        Head head,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        List<Policy> policies,
        List<Trigger> triggers) {

    /** What kind of relation it is. */
    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN_TABLE;

        /** Whether rows are kept here rather than computed. */
        public boolean isTable() {
            return this == TABLE || this == FOREIGN_TABLE;
        }
    }

    /** How row-level security is switched. */
    public enum RowSecurity {
        OFF,
        /** The table's owner is not bound by the policies. */
        ON,
        FORCED
    }

    /**
     * What can be said of a relation in one line.
     *
     * @param partitionedBy such as {@code RANGE (created_at)}; null if it is not partitioned
     * @param insertable whether INSERT works on it
     * @param updatable whether UPDATE works on it
     * @param comment null if there is none
     */
    public record Head(
            String name,
            Kind kind,
            RowSecurity rowSecurity,
            @Nullable String partitionedBy,
            boolean insertable,
            boolean updatable,
            String comment) {}

    /**
     * A constraint.
     *
     * @param type as {@code pg_constraint.contype} has it: p, u, f, c or x
     * @param columns in its own order; empty for a check on none
     * @param reference what a foreign key refers to; null for other constraints
     * @param definition as PostgreSQL prints it
     */
    public record Constraint(
            String name,
            char type,
            List<String> columns,
            @Nullable Reference reference,
            String definition,
            @Nullable String comment) {
        /** What a foreign key refers to; only of a foreign key. */
        Reference target() {
            return Objects.requireNonNull(reference, name);
        }
    }

    /** The other end of a foreign key; the columns are in the order of the key's. */
    public record Reference(String schema, String relation, List<String> columns) {}

    /** An index; {@code constraint} says that it is there for a constraint's sake. */
    public record Index(
            String name,
            boolean constraint,
            boolean valid,
            String definition,
            @Nullable String comment) {}

    /**
     * A policy of row-level security.
     *
     * @param command ALL, SELECT, INSERT, UPDATE or DELETE
     * @param roles for whom; PUBLIC is everybody
     * @param using null if there is none
     * @param check null if there is none
     */
    public record Policy(
            String name,
            boolean permissive,
            String command,
            List<String> roles,
            @Nullable String using,
            @Nullable String check,
            String comment) {}

    /** A trigger; {@code enabled} is false where somebody switched it off. */
    public record Trigger(
            String name,
            boolean enabled,
            String definition,
            @Nullable String comment) {}

    public String name() {
        return head.name();
    }

    /** Whether no two rows can agree on these columns, by a primary key or a unique constraint on just them. */
    boolean isUnique(List<String> names) {
        return constraints.stream()
                .anyMatch(each -> (each.type() == 'p' || each.type() == 'u')
                        && each.columns().size() == names.size()
                        && each.columns().containsAll(names));
    }
}
