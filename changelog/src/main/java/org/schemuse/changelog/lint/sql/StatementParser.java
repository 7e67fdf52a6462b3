package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what a statement does by its first words. */
final class StatementParser {
    private static final Map<String, Function<TokenCursor, Action>> BY_FIRST_WORD = Map.ofEntries(
            Map.entry("CREATE", CreateParser::parse),
            Map.entry("ALTER", StatementParser::alter),
            Map.entry("DROP", StatementParser::drop),
            Map.entry("TRUNCATE", StatementParser::truncate),
            Map.entry("REINDEX", StatementParser::reindex),
            Map.entry("VACUUM", StatementParser::vacuum),
            Map.entry("CLUSTER", StatementParser::cluster),
            Map.entry("GRANT", PrivilegeParser::grant),
            Map.entry("REVOKE", PrivilegeParser::revoke),
            Map.entry("COMMENT", StatementParser::comment),
            Map.entry("SET", StatementParser::set),
            Map.entry("RESET", cursor -> new Action.SetVariable(variable(cursor), null, false)),
            Map.entry("LOCK", StatementParser::lock),
            Map.entry("REFRESH", StatementParser::refresh),
            Map.entry("DO", cursor -> new Action.Do()),
            Map.entry("WITH", StatementParser::with),
            Map.entry("INSERT", StatementParser::insert),
            Map.entry("UPDATE", StatementParser::update),
            Map.entry("DELETE", StatementParser::delete));
    private static final Set<String> TRANSACTION_CONTROL =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE");

    /** Variables with words of their own in SET and RESET. */
    private static final Map<String, String> OWN_FORMS = Map.of(
            "TIME ZONE", "timezone",
            "ROLE", "role",
            "SESSION AUTHORIZATION", "session_authorization",
            "SCHEMA", "search_path",
            "NAMES", "client_encoding",
            "XML OPTION", "xmloption");

    private static final Set<String> MOVABLE = Set.of(
            "VIEW",
            "MATERIALIZED",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "SEQUENCE",
            "COLLATION",
            "OPERATOR");

    private StatementParser() {}

    static Action parse(TokenCursor cursor) {
        String first = cursor.next().text().toUpperCase(Locale.ROOT);
        if (TRANSACTION_CONTROL.contains(first) && (!first.equals("PREPARE") || cursor.sees("TRANSACTION"))) {
            return new Action.TransactionControl(first, effect(first, cursor));
        }
        return BY_FIRST_WORD.getOrDefault(first, any -> new Action.Other()).apply(cursor);
    }

    private static Action.TransactionControl.Effect effect(String command, TokenCursor cursor) {
        boolean toSavepoint = cursor.rest().stream().anyMatch(token -> token.is("TO"));
        boolean begins = command.equals("BEGIN") || command.equals("START");
        // What was prepared is another transaction.
        boolean none = toSavepoint || cursor.sees("PREPARED");
        if (none || command.equals("SAVEPOINT") || command.equals("RELEASE")) {
            return Action.TransactionControl.Effect.NONE;
        }
        return begins || cursor.find("AND", "CHAIN").isPresent()
                ? Action.TransactionControl.Effect.BEGINS
                : Action.TransactionControl.Effect.ENDS;
    }

    private static Action alter(TokenCursor cursor) {
        if (cursor.accept("TABLE")) {
            return TableParser.alter(cursor);
        }
        if (cursor.accept("TYPE")) {
            return alterType(cursor);
        }
        if (cursor.accept("DOMAIN")) {
            Name domain = cursor.name();
            if (cursor.sees("RENAME", "TO") || cursor.sees("SET", "SCHEMA") || cursor.sees("OWNER", "TO")) {
                return moved("DOMAIN", domain, cursor);
            }
            return new Action.AlterDomain(domain, cursor.sees("ADD"));
        }
        if (cursor.accept("SCHEMA")) {
            Name schema = cursor.name();
            return cursor.accept("RENAME", "TO")
                    ? new Action.RenameSchema(schema, cursor.next().name())
                    : new Action.Other();
        }
        return MOVABLE.contains(cursor.peek().text().toUpperCase(Locale.ROOT))
                ? moved(kindOf(cursor), cursor)
                : new Action.Other();
    }

    /** RENAME TO and SET SCHEMA, whose forms are the same for views, types, functions and their like. */
    private static Action moved(String kind, TokenCursor cursor) {
        cursor.accept("IF", "EXISTS");
        Name object = cursor.name();
        cursor.parenthesised();
        return moved(kind, object, cursor);
    }

    private static Action moved(String kind, Name object, TokenCursor cursor) {
        if (cursor.accept("RENAME", "TO")) {
            return new Action.Rename(kind, object, cursor.next().name());
        }
        return cursor.accept("SET", "SCHEMA")
                ? new Action.SetSchema(kind, object, cursor.next().name())
                : new Action.Other();
    }

    /** One word, or two for MATERIALIZED VIEW and FOREIGN TABLE. */
    private static String kindOf(TokenCursor cursor) {
        String kind = cursor.next().text().toUpperCase(Locale.ROOT);
        boolean two = kind.equals("MATERIALIZED") || kind.equals("FOREIGN") || kind.equals("EVENT");
        return two ? kind + " " + cursor.next().text().toUpperCase(Locale.ROOT) : kind;
    }

    private static Action refresh(TokenCursor cursor) {
        cursor.accept("MATERIALIZED", "VIEW");
        boolean concurrently = cursor.accept("CONCURRENTLY");
        return new Action.Refresh(cursor.name(), concurrently);
    }

    private static Action alterType(TokenCursor cursor) {
        Name type = cursor.name();
        if (cursor.accept("ADD", "VALUE")) {
            cursor.accept("IF", "NOT", "EXISTS");
            String label = cursor.next().text();
            return new Action.AddEnumValue(type, label, cursor.sees("BEFORE") || cursor.sees("AFTER"));
        }
        if (cursor.accept("RENAME", "VALUE")) {
            String from = cursor.next().text();
            cursor.accept("TO");
            return new Action.RenameEnumValue(type, from, cursor.next().text());
        }
        return moved("TYPE", type, cursor);
    }

    private static Action drop(TokenCursor cursor) {
        String kind = kindOf(cursor);
        Set<String> options = new TreeSet<>();
        if (cursor.accept("CONCURRENTLY")) {
            options.add("CONCURRENTLY");
        }
        if (cursor.accept("IF", "EXISTS")) {
            options.add("IF EXISTS");
        }
        List<Name> names = cursor.atEnd() ? List.of() : cursor.names();
        Name table = cursor.accept("ON") ? cursor.name() : null;
        if (cursor.find("CASCADE").isPresent()) {
            options.add("CASCADE");
        }
        return new Action.Drop(kind, names, table, options);
    }

    private static Action truncate(TokenCursor cursor) {
        cursor.accept("TABLE");
        List<Name> tables = cursor.names();
        return new Action.Truncate(tables, cursor.find("CASCADE").isPresent());
    }

    private static Action vacuum(TokenCursor cursor) {
        boolean full = cursor.sees("(")
                ? new TokenCursor(cursor.parenthesised()).list().stream().anyMatch(option -> isOn(option, "FULL"))
                : cursor.accept("FULL");
        while (cursor.accept("FREEZE") || cursor.accept("VERBOSE") || cursor.accept("ANALYZE")) {
            // These may stand before the table's name.
            full |= cursor.accept("FULL");
        }
        return full
                ? new Action.Rewrite("VACUUM FULL", cursor.atEnd() ? List.of() : cursor.names())
                : new Action.Other();
    }

    /** Whether it is this option, which is on unless it says otherwise. */
    private static boolean isOn(TokenCursor option, String name) {
        return option.accept(name)
                && Stream.of("FALSE", "OFF", "0").noneMatch(option.peek().text()::equalsIgnoreCase);
    }

    /** The order of the words that PostgreSQL had before 8.3 names the index first. */
    private static Action cluster(TokenCursor cursor) {
        cursor.parenthesised();
        cursor.accept("VERBOSE");
        if (cursor.atEnd()) {
            return new Action.Rewrite("CLUSTER", List.of());
        }
        Name first = cursor.name();
        return new Action.Rewrite("CLUSTER", List.of(cursor.accept("ON") ? cursor.name() : first));
    }

    /** The indexes of the system catalogs cannot be rebuilt concurrently. */
    private static Action reindex(TokenCursor cursor) {
        boolean concurrently = new TokenCursor(cursor.parenthesised())
                .list().stream().anyMatch(option -> isOn(option, "CONCURRENTLY"));
        String kind = cursor.next().text().toUpperCase(Locale.ROOT);
        concurrently |= cursor.accept("CONCURRENTLY");
        return kind.equals("SYSTEM") ? new Action.Other() : new Action.Reindex(kind, cursor.name(), concurrently);
    }

    private static Action lock(TokenCursor cursor) {
        cursor.accept("TABLE");
        List<Name> tables = cursor.names();
        String mode = cursor.accept("IN")
                ? cursor.until(Set.of("MODE")).stream()
                        .map(token -> token.text().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" "))
                : "ACCESS EXCLUSIVE";
        return new Action.Lock(tables, mode);
    }

    private static Action comment(TokenCursor cursor) {
        cursor.accept("ON");
        String kind = kindOf(cursor);
        return new Action.CommentOn(kind, cursor.name());
    }

    private static Action set(TokenCursor cursor) {
        boolean local = cursor.accept("LOCAL");
        if (!cursor.sees("SESSION", "AUTHORIZATION") && !cursor.sees("SESSION", "CHARACTERISTICS")) {
            cursor.accept("SESSION");
        }
        boolean ownForm = OWN_FORMS.keySet().stream().anyMatch(words -> cursor.sees(words.split(" ")));
        String name = variable(cursor);
        if (!cursor.accept("TO") && !cursor.accept("=") && !ownForm) {
            return new Action.Other();
        }
        Token value = cursor.next();
        boolean reset = value.is("DEFAULT") || (value.is("LOCAL") && name.equals("timezone"));
        String text = value.is("-") ? "-" + cursor.next().text() : value.text();
        return new Action.SetVariable(name, reset ? null : text, local);
    }

    private static String variable(TokenCursor cursor) {
        return OWN_FORMS.entrySet().stream()
                .filter(form -> cursor.accept(form.getKey().split(" ")))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> cursor.name().key());
    }

    private static Action update(TokenCursor cursor) {
        cursor.accept("ONLY");
        Name table = cursor.name();
        cursor.find("SET");
        cursor.next();
        List<Token> columns = new ArrayList<>();
        for (TokenCursor assignment : new TokenCursor(cursor.until(Set.of("FROM", "WHERE", "RETURNING"))).list()) {
            if (assignment.sees("(")) {
                assignment.parenthesised().stream().filter(Token::isName).forEach(columns::add);
            } else {
                Token column = assignment.next();
                // Elements of an array and fields of a row may be assigned one by one.
                if (!assignment.sees("[") && !assignment.sees(".")) {
                    columns.add(column);
                }
            }
        }
        return new Action.Update(table, columns, cursor.find("WHERE").isPresent());
    }

    private static Action delete(TokenCursor cursor) {
        cursor.accept("FROM");
        cursor.accept("ONLY");
        return new Action.Delete(cursor.name(), cursor.find("WHERE").isPresent());
    }

    private static Action insert(TokenCursor cursor) {
        cursor.accept("INTO");
        Name table = cursor.name();
        if (cursor.accept("AS")) {
            cursor.next();
        }
        // Columns, or all of the query.
        boolean query = isQuery(new TokenCursor(cursor.parenthesised()));
        if (cursor.accept("OVERRIDING")) {
            cursor.next();
            cursor.accept("VALUE");
        }
        return new Action.Insert(table, query || isQuery(cursor));
    }

    private static boolean isQuery(TokenCursor cursor) {
        return cursor.sees("SELECT")
                || cursor.sees("TABLE")
                || cursor.sees("WITH")
                || (cursor.sees("(") && isQuery(new TokenCursor(cursor.parenthesised())));
    }

    /** The statements in the parentheses behind each {@code AS}, and the one behind them all. */
    private static Action with(TokenCursor cursor) {
        cursor.accept("RECURSIVE");
        List<Action> parts = new ArrayList<>();
        do {
            cursor.next();
            cursor.parenthesised();
            cursor.accept("AS");
            cursor.accept("NOT");
            cursor.accept("MATERIALIZED");
            parts.add(parse(new TokenCursor(cursor.parenthesised())));
            passOver(cursor, "SEARCH", "SET");
            passOver(cursor, "CYCLE", "USING");
        } while (cursor.accept(","));
        parts.add(parse(cursor));
        return new Action.With(parts);
    }

    /** A clause behind a recursive query; it ends with a name behind a keyword. */
    private static void passOver(TokenCursor cursor, String clause, String last) {
        if (cursor.accept(clause)) {
            cursor.find(last);
            cursor.next();
            cursor.next();
        }
    }
}
