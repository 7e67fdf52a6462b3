package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.sql.ColumnDefinition.Filled;

/** Reads columns, types and constraints, in the form they have in both CREATE TABLE and ALTER TABLE. */
final class ColumnParser {
    private static final Set<String> CLAUSES = Set.of(
            "CONSTRAINT",
            "NOT",
            "NULL",
            "DEFAULT",
            "PRIMARY",
            "UNIQUE",
            "REFERENCES",
            "CHECK",
            "GENERATED",
            "COLLATE",
            "STORAGE",
            "COMPRESSION",
            "DEFERRABLE",
            "INITIALLY",
            "USING");
    private static final Set<String> TABLE_CONSTRAINTS =
            Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE");

    private ColumnParser() {}

    static boolean beginsConstraint(TokenCursor cursor) {
        return TABLE_CONSTRAINTS.stream().anyMatch(cursor.peek()::is) || cursor.sees("NOT", "NULL");
    }

    static ColumnDefinition column(TokenCursor cursor) {
        Token at = cursor.peek();
        String name = cursor.next().name();
        Type type = type(cursor);
        List<Token> defaultValue = List.of();
        Filled filled = Filled.NOT;
        List<Constraint> constraints = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (cursor.accept("DEFAULT")) {
                defaultValue = cursor.until(CLAUSES);
            } else if (cursor.accept("GENERATED")) {
                filled = filled(cursor);
            } else if (cursor.accept("ON")) {
                referentialAction(cursor);
            } else if (cursor.accept("NOT", "ENFORCED")) {
                // Without a constraint before it PostgreSQL refuses the statement.
                if (!constraints.isEmpty()) {
                    constraints.add(constraints.remove(constraints.size() - 1).notValid());
                }
            } else if (CLAUSES.stream().anyMatch(cursor.peek()::is)) {
                constraint(cursor, List.of(at)).forEach(constraints::add);
            } else {
                cursor.next();
            }
        }
        return new ColumnDefinition(at, name, type, defaultValue, filled, constraints);
    }

    /** DELETE or UPDATE, and what happens then; the DEFAULT of SET DEFAULT is not one of the column. */
    private static void referentialAction(TokenCursor cursor) {
        cursor.next();
        if (cursor.accept("SET")) {
            cursor.next();
        }
    }

    private static Filled filled(TokenCursor cursor) {
        cursor.find("AS");
        cursor.next();
        if (cursor.accept("IDENTITY")) {
            cursor.parenthesised();
            return Filled.IDENTITY;
        }
        cursor.parenthesised();
        return cursor.accept("STORED") ? Filled.STORED : Filled.VIRTUAL;
    }

    static Type type(TokenCursor cursor) {
        List<String> words = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        boolean array = false;
        // In a table of a composite type and in a partition a column has the type that it has there.
        if (cursor.accept("WITH", "OPTIONS")) {
            return new Type("", modifiers, false);
        }
        while (!cursor.atEnd() && CLAUSES.stream().noneMatch(cursor.peek()::is)) {
            if (cursor.sees("(")) {
                cursor.parenthesised().stream()
                        .filter(token -> !token.is(","))
                        .forEach(token -> modifiers.add(token.text()));
            } else if (cursor.sees("[") || cursor.sees("ARRAY")) {
                array = true;
                cursor.until(CLAUSES);
            } else {
                words.add(typeName(cursor.next()));
            }
        }
        return new Type(String.join(" ", words).replace(" . ", "."), modifiers, array);
    }

    private static String typeName(Token token) {
        boolean oneByte = token.kind() == Token.Kind.QUOTED_NAME && token.text().equals("char");
        return oneByte ? "\"char\"" : token.name();
    }

    /** A constraint of a table; of a column where its columns are given. None where it is something else. */
    static List<Constraint> constraint(TokenCursor cursor, List<Token> column) {
        Token at = cursor.peek();
        String name = cursor.accept("CONSTRAINT") ? cursor.next().name() : null;
        Constraint.Kind kind = kind(cursor);
        if (kind == null) {
            cursor.next();
            return List.of();
        }
        boolean ownList = kind == Constraint.Kind.CHECK || column.isEmpty();
        // USING INDEX of a column's constraint is followed by TABLESPACE.
        boolean usingIndex = column.isEmpty() && cursor.accept("USING", "INDEX");
        List<Token> body = ownList && !usingIndex ? body(kind, cursor) : column;
        Name references = kind == Constraint.Kind.FOREIGN_KEY && cursor.accept("REFERENCES") ? cursor.name() : null;
        if (references != null) {
            cursor.parenthesised();
        }
        return List.of(new Constraint(at, kind, name, body, references, options(cursor, column.isEmpty(), usingIndex)));
    }

    private static List<Token> body(Constraint.Kind kind, TokenCursor cursor) {
        if (kind == Constraint.Kind.NOT_NULL) {
            return List.of(cursor.next());
        }
        if (!cursor.sees("(")) {
            cursor.find("(");
        }
        return cursor.parenthesised();
    }

    private static Constraint.@Nullable Kind kind(TokenCursor cursor) {
        if (cursor.accept("PRIMARY", "KEY")) {
            return Constraint.Kind.PRIMARY_KEY;
        }
        if (cursor.accept("UNIQUE")) {
            return Constraint.Kind.UNIQUE;
        }
        if (cursor.accept("FOREIGN", "KEY") || cursor.sees("REFERENCES")) {
            return Constraint.Kind.FOREIGN_KEY;
        }
        if (cursor.accept("CHECK")) {
            return Constraint.Kind.CHECK;
        }
        if (cursor.accept("EXCLUDE")) {
            return Constraint.Kind.EXCLUDE;
        }
        return cursor.accept("NOT", "NULL") ? Constraint.Kind.NOT_NULL : null;
    }

    /** Behind a constraint of a table everything belongs to it; behind that of a column the next one may follow. */
    private static Set<Constraint.Option> options(TokenCursor cursor, boolean ofTable, boolean usingIndex) {
        Set<Constraint.Option> options = EnumSet.noneOf(Constraint.Option.class);
        if (usingIndex) {
            options.add(Constraint.Option.USING_INDEX);
        }
        List<Token> rest = cursor.rest();
        boolean unchecked = new TokenCursor(rest).find("NOT", "VALID").isPresent()
                || new TokenCursor(rest).find("NOT", "ENFORCED").isPresent();
        if (ofTable && unchecked) {
            options.add(Constraint.Option.NOT_VALID);
        }
        return options;
    }
}
