package org.schemuse.changelog.lint.sql;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table or of a column.
 *
 * @param name null where PostgreSQL is to choose one
 * @param body what stands in its parentheses: columns, or the expression of a check
 * @param references the table a foreign key refers to, else null
 */
public record Constraint(
        Token at,
        Kind kind,
        @Nullable String name,
        List<Token> body,
        @Nullable Name references,
        Set<Option> options) {
    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL
    }

    public enum Option {
        /** Rows that exist are not checked: NOT VALID, and NOT ENFORCED. */
        NOT_VALID,
        USING_INDEX
    }

    public Constraint {
        body = List.copyOf(body);
        options = Set.copyOf(options);
    }

    public boolean has(Option option) {
        return options.contains(option);
    }

    /** The same, of which existing rows are not checked. */
    Constraint notValid() {
        Set<Option> more = EnumSet.of(Option.NOT_VALID);
        more.addAll(options);
        return new Constraint(at, kind, name, body, references, more);
    }

    /** Of a key: its columns in their order. */
    public List<String> columns() {
        return new TokenCursor(body).list().stream().map(Constraint::column).toList();
    }

    /** Before the last column may stand PERIOD, and behind it WITHOUT OVERLAPS. */
    private static String column(TokenCursor element) {
        Token first = element.next();
        return first.is("PERIOD") && !element.atEnd() ? element.next().name() : first.name();
    }

    /** The expression of a check, or the columns of a key, in small letters and with single spaces. */
    public String text() {
        return body.stream().map(Token::name).collect(Collectors.joining(" "));
    }
}
