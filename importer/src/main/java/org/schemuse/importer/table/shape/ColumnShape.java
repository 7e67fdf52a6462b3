package org.schemuse.importer.table.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Quoting;

/**
 * A column of a table.
 *
 * @param name as the system catalog has it, without quotes
 * @param typeName as {@code format_type} writes it, with its length or precision, such as {@code character varying(20)}
 * @param baseType of a domain the type under it, of others its own: the oid in {@code pg_type}
 * @param baseTypeName as {@code format_type} writes {@code baseType} with the modifier
 * @param modifier {@code atttypmod}, of a domain {@code typtypmod}; -1 if there is none
 * @param domain whether the type is a domain
 * @param labels of an enum its labels in order; of others none
 * @param element of an array the oid of its elements' type; 0 of others
 * @param elementLabels of an array of an enum its labels in order; of others none
 * @param notNull whether NULL is refused, by the column or its domain
 * @param defaultExpression what stands for an absent value; {@code null} if NULL does
 * @param generated whether its value is always computed
 * @param identity how an identity column takes values
 */
public record ColumnShape(
        String name,
        String typeName,
        long baseType,
        String baseTypeName,
        int modifier,
        boolean domain,
        List<String> labels,
        long element,
        List<String> elementLabels,
        boolean notNull,
        @Nullable String defaultExpression,
        boolean generated,
        Identity identity) {
    /** How an identity column takes values. */
    public enum Identity {
        NONE,
        BY_DEFAULT,
        ALWAYS
    }

    /**
     * What the server puts there if a row leaves it out, as SQL.
     *
     * @param table as SQL names it, with its schema
     */
    public String defaultSql(String table) {
        if (defaultExpression != null) {
            return defaultExpression;
        }
        return identity == Identity.NONE
                ? "NULL"
                : "nextval(pg_get_serial_sequence(" + Quoting.literal(table) + ", " + Quoting.literal(name) + "))";
    }

    /** Whether a row that leaves it out gets the next number of a sequence. */
    public boolean isNumbered() {
        return identity != Identity.NONE || (defaultExpression != null && defaultExpression.contains("nextval("));
    }

    /** Whether a row may leave it out. */
    public boolean hasDefault() {
        return defaultExpression != null || identity != Identity.NONE || generated;
    }
}
