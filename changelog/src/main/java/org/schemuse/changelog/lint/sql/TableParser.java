package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads CREATE TABLE and ALTER TABLE. */
final class TableParser {
    private TableParser() {}

    /** Stands behind {@code CREATE ... TABLE}. */
    static Action create(TokenCursor cursor, Set<String> before) {
        Set<String> options = new TreeSet<>(before);
        if (cursor.accept("IF", "NOT", "EXISTS")) {
            options.add("IF NOT EXISTS");
        }
        Name table = cursor.name();
        if (cursor.accept("PARTITION", "OF")) {
            options.add("PARTITION OF");
            cursor.name();
        } else if (cursor.accept("OF")) {
            cursor.name();
        }
        List<ColumnDefinition> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        for (TokenCursor element : new TokenCursor(cursor.parenthesised()).list()) {
            if (ColumnParser.beginsConstraint(element)) {
                constraints.addAll(ColumnParser.constraint(element, List.of()));
            } else if (!element.sees("LIKE")) {
                columns.add(ColumnParser.column(element));
            }
        }
        return new Action.CreateTable(table, columns, constraints, options);
    }

    /** Stands behind {@code ALTER TABLE}. */
    static Action alter(TokenCursor cursor) {
        if (cursor.sees("ALL", "IN", "TABLESPACE")) {
            // It names no table.
            return new Action.Other();
        }
        cursor.accept("IF", "EXISTS");
        cursor.accept("ONLY");
        Name table = cursor.name();
        cursor.accept("*");
        List<Change> changes = cursor.list().stream().map(TableParser::change).toList();
        return new Action.AlterTable(table, changes);
    }

    private static Change change(TokenCursor cursor) {
        Token at = cursor.peek();
        if (cursor.accept("ADD")) {
            return add(at, cursor);
        }
        if (cursor.accept("DROP")) {
            return drop(at, cursor);
        }
        if (cursor.accept("ALTER")) {
            cursor.accept("COLUMN");
            return alterColumn(at, cursor.next().name(), cursor);
        }
        if (cursor.accept("RENAME")) {
            return rename(at, cursor);
        }
        if (cursor.accept("VALIDATE", "CONSTRAINT")) {
            return new Change.ValidateConstraint(at, cursor.next().name());
        }
        if (cursor.accept("DETACH", "PARTITION")) {
            return new Change.DetachPartition(
                    at, cursor.name(), cursor.sees("CONCURRENTLY") || cursor.sees("FINALIZE"));
        }
        if (cursor.accept("SET", "SCHEMA")) {
            return new Change.SetSchema(at, cursor.next().name());
        }
        if (cursor.accept("DISABLE", "TRIGGER")) {
            return new Change.DisableTrigger(at, cursor.next().text());
        }
        if (cursor.accept("ENABLE", "TRIGGER")
                || cursor.accept("ENABLE", "ALWAYS", "TRIGGER")
                || cursor.accept("ENABLE", "REPLICA", "TRIGGER")) {
            return new Change.EnableTrigger(at, cursor.next().text());
        }
        if (cursor.accept("ATTACH", "PARTITION")) {
            return new Change.AttachPartition(at, cursor.name());
        }
        return setting(at, cursor).orElseGet(() -> rowSecurity(at, cursor));
    }

    private static Optional<Change> setting(Token at, TokenCursor cursor) {
        if (cursor.sees("CLUSTER", "ON")
                || cursor.sees("SET", "WITHOUT", "CLUSTER")
                || cursor.sees("SET", "(")
                || cursor.sees("RESET", "(")) {
            return Optional.of(new Change.Setting(at));
        }
        return Stream.of("LOGGED", "UNLOGGED", "TABLESPACE", "ACCESS METHOD")
                .filter(what -> cursor.sees(("SET " + what).split(" ")))
                .findFirst()
                .map(what -> new Change.Copy(at, what));
    }

    private static Change add(Token at, TokenCursor cursor) {
        if (ColumnParser.beginsConstraint(cursor)) {
            return ColumnParser.constraint(cursor, List.of()).stream()
                    .<Change>map(constraint -> new Change.AddConstraint(at, constraint))
                    .findFirst()
                    .orElseGet(() -> new Change.Other(at));
        }
        cursor.accept("COLUMN");
        cursor.accept("IF", "NOT", "EXISTS");
        return new Change.AddColumn(at, ColumnParser.column(cursor));
    }

    private static Change drop(Token at, TokenCursor cursor) {
        boolean constraint = cursor.accept("CONSTRAINT");
        if (!constraint) {
            cursor.accept("COLUMN");
        }
        cursor.accept("IF", "EXISTS");
        String name = cursor.next().name();
        boolean cascade = cursor.sees("CASCADE");
        return constraint ? new Change.DropConstraint(at, name, cascade) : new Change.DropColumn(at, name, cascade);
    }

    private static Change alterColumn(Token at, String column, TokenCursor cursor) {
        if (cursor.accept("TYPE") || cursor.accept("SET", "DATA", "TYPE")) {
            Type type = ColumnParser.type(cursor);
            return new Change.AlterType(at, column, type, cursor.find("USING").isPresent());
        }
        if (cursor.accept("SET", "NOT", "NULL")) {
            return new Change.SetNotNull(at, column);
        }
        if (cursor.accept("DROP", "DEFAULT")) {
            return new Change.DropDefault(at, column);
        }
        if (cursor.accept("DROP", "NOT", "NULL")) {
            return new Change.DropNotNull(at, column);
        }
        if (cursor.sees("SET", "STATISTICS") || cursor.sees("SET", "(") || cursor.sees("RESET", "(")) {
            return new Change.Setting(at);
        }
        return cursor.accept("ADD", "GENERATED") ? new Change.AddIdentity(at, column) : new Change.Other(at);
    }

    private static Change rename(Token at, TokenCursor cursor) {
        if (cursor.accept("TO")) {
            return new Change.RenameTable(at, cursor.next().name());
        }
        if (cursor.sees("CONSTRAINT")) {
            return new Change.Other(at);
        }
        cursor.accept("COLUMN");
        String from = cursor.next().name();
        cursor.accept("TO");
        return new Change.RenameColumn(at, from, cursor.next().name());
    }

    private static Change rowSecurity(Token at, TokenCursor cursor) {
        for (String state : List.of("ENABLE", "DISABLE", "FORCE", "NO FORCE")) {
            if (cursor.sees((state + " ROW LEVEL SECURITY").split(" "))) {
                return new Change.RowSecurity(at, state);
            }
        }
        return new Change.Other(at);
    }
}
