package org.schemuse.importer.table.shape;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Quoting;

/**
 * A table as the system catalog describes it.
 *
 * @param schema as the system catalog has it, without quotes
 * @param name as the system catalog has it, without quotes
 * @param kind what kind of relation it is
 * @param columns in their order, without dropped ones
 * @param uniques primary key first, then unique constraints and unique indexes by name
 * @param foreignKeys by name
 * @param checks by name; of domains of its columns too
 * @param exclusions by name
 * @param rowSecurity whether policies decide for the connection's role which rows it may write
 */
public record TableShape(
        String schema,
        String name,
        Kind kind,
        List<ColumnShape> columns,
        List<Unique> uniques,
        List<ForeignKey> foreignKeys,
        List<Check> checks,
        List<Exclusion> exclusions,
        boolean rowSecurity) {
    /** Kinds of relations, as {@code pg_class.relkind} tells them. */
    public enum Kind {
        TABLE,
        PARTITIONED,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN
    }

    /**
     * A primary key, a unique constraint or a unique index.
     *
     * @param name of the constraint, else of the index
     * @param primary whether it is the primary key
     * @param keys what must be unique together, each as SQL: a quoted column or an expression in parentheses, with its
     *     collation if that takes different texts for equal
     * @param columns those keys that are plain columns, without quotes; as long as {@code keys} if all are
     * @param reads every column that the keys and the predicate read, without quotes
     * @param operators one for each key, which compares two of them for equality, as SQL writes it with its schema:
     *     {@code OPERATOR(pg_catalog.=)}
     * @param predicate of a partial index the SQL of its condition; {@code null} of others
     * @param nullsDistinct whether two NULLs count as different, which is the usual way
     * @param deferrable whether it is a deferrable constraint; {@code ON CONFLICT} cannot use one
     */
    public record Unique(
            String name,
            boolean primary,
            List<String> keys,
            List<String> columns,
            List<String> reads,
            List<String> operators,
            @Nullable String predicate,
            boolean nullsDistinct,
            boolean deferrable) {
        /** The condition of a partial index with WHERE and a blank before it, as SQL; empty of others. */
        public String where() {
            return predicate == null ? "" : " WHERE (" + predicate + ")";
        }
    }

    /**
     * A foreign key.
     *
     * @param columns that refer, without quotes
     * @param target as SQL names it, with its schema
     * @param targetColumns they refer to, without quotes
     * @param operators one for each column, as SQL writes it with its schema; the target's column is its left operand
     * @param self whether it refers to the table itself
     * @param full whether it is MATCH FULL
     * @param deferrable whether a transaction may have it wait for its end
     */
    public record ForeignKey(
            String name,
            List<String> columns,
            String target,
            List<String> targetColumns,
            List<String> operators,
            boolean self,
            boolean full,
            boolean deferrable) {}

    /**
     * A CHECK constraint.
     *
     * @param columns that it reads, without quotes
     * @param expression its SQL; of a domain's constraint with the quoted column in place of VALUE
     */
    public record Check(String name, List<String> columns, String expression) {}

    /**
     * An exclusion constraint, or a key WITHOUT OVERLAPS of PostgreSQL 18.
     *
     * @param definition its SQL after {@code ADD}, not deferrable: {@code EXCLUDE USING gist (during pg_catalog.range_ops WITH
     *     OPERATOR(pg_catalog.&&))}
     * @param reads every column that the keys and the predicate read, without quotes
     * @param keys what is compared, each as SQL
     * @param operators one for each key, as SQL writes them with their schema: {@code OPERATOR(pg_catalog.&&)}
     * @param predicate its condition; {@code null} if it has none
     */
    public record Exclusion(
            String name,
            String definition,
            List<String> reads,
            List<String> keys,
            List<String> operators,
            @Nullable String predicate) {}

    /** The columns of the primary key as SQL names them; none if there is no key, or row-level security may hide new rows. */
    public List<String> primaryKey() {
        return uniques.stream()
                .filter(unique -> unique.primary() && !rowSecurity)
                .flatMap(unique -> unique.columns().stream())
                .map(Quoting::identifier)
                .toList();
    }

    /** The same, with row-level security that may hide rows from who writes them. */
    public TableShape secured() {
        return new TableShape(schema, name, kind, columns, uniques, foreignKeys, checks, exclusions, true);
    }

    /** The column of a name. */
    public Optional<ColumnShape> column(String wanted) {
        return columns.stream().filter(column -> column.name().equals(wanted)).findFirst();
    }
}
