package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Optional;

/**
 * Definition of a column.
 *
 * @param defaultValue tokens of the expression; none where there is no default
 * @param filled how PostgreSQL fills it by itself
 */
public record ColumnDefinition(
        Token at, String name, Type type, List<Token> defaultValue, Filled filled, List<Constraint> constraints) {
    public enum Filled {
        NOT,
        IDENTITY,
        STORED,
        VIRTUAL
    }

    public ColumnDefinition {
        defaultValue = List.copyOf(defaultValue);
        constraints = List.copyOf(constraints);
    }

    public Optional<Constraint> constraint(Constraint.Kind kind) {
        return constraints.stream().filter(c -> c.kind() == kind).findFirst();
    }
}
