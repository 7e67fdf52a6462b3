package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the statements that begin with CREATE. */
final class CreateParser {
    private CreateParser() {}

    static Action parse(TokenCursor cursor) {
        Set<String> options = new TreeSet<>();
        if (cursor.accept("OR", "REPLACE")) {
            options.add("OR REPLACE");
        }
        for (String word : List.of(
                "GLOBAL",
                "LOCAL",
                "TEMPORARY",
                "TEMP",
                "UNLOGGED",
                "UNIQUE",
                "MATERIALIZED",
                "CONSTRAINT",
                "RECURSIVE")) {
            if (cursor.accept(word)) {
                options.add(word.equals("TEMP") ? "TEMPORARY" : word);
            }
        }
        return switch (cursor.next().text().toUpperCase(Locale.ROOT)) {
            case "TABLE" -> TableParser.create(cursor, options);
            case "INDEX" -> index(cursor, options);
            case "TYPE" -> type(cursor);
            case "SEQUENCE" -> {
                cursor.accept("IF", "NOT", "EXISTS");
                yield new Action.Create("SEQUENCE", cursor.name());
            }
            case "DOMAIN" -> domain(cursor);
            case "FUNCTION" -> function(cursor, options);
            case "PROCEDURE" -> {
                options.add("PROCEDURE");
                yield function(cursor, options);
            }
            case "VIEW" -> view(cursor, options);
            case "TRIGGER" -> trigger(cursor);
            case "POLICY" -> policy(cursor);
            case "RULE" -> rule(cursor);
            default -> new Action.Other();
        };
    }

    private static Action index(TokenCursor cursor, Set<String> options) {
        if (cursor.accept("CONCURRENTLY")) {
            options.add("CONCURRENTLY");
        }
        if (cursor.accept("IF", "NOT", "EXISTS")) {
            options.add("IF NOT EXISTS");
        }
        Name index = cursor.sees("ON") ? new Name(null, "", cursor.peek()) : cursor.name();
        cursor.accept("ON");
        cursor.accept("ONLY");
        Name table = cursor.name();
        if (cursor.accept("USING")) {
            cursor.next();
        }
        List<String> columns = new TokenCursor(cursor.parenthesised())
                .list().stream()
                        .map(key -> key.sees("(") ? "(...)" : keyColumn(key))
                        .toList();
        if (cursor.find("WHERE").isPresent()) {
            options.add(isOnlyNotNull(cursor.rest(), columns) ? "WHERE NOT NULL" : "WHERE");
        }
        return new Action.CreateIndex(index, table, columns, options);
    }

    /** Such an index serves every search for a value, as one over all rows does. */
    private static boolean isOnlyNotNull(List<Token> where, List<String> columns) {
        TokenCursor predicate = new TokenCursor(where);
        predicate.accept("WHERE");
        if (predicate.sees("(")) {
            List<Token> inner = predicate.parenthesised();
            return predicate.atEnd() && isOnlyNotNull(inner, columns);
        }
        boolean first = columns.contains(predicate.next().name());
        return first && predicate.accept("IS", "NOT", "NULL") && predicate.atEnd();
    }

    private static String keyColumn(TokenCursor key) {
        Name name = key.name();
        return key.sees("(") ? "(...)" : name.name();
    }

    private static Action type(TokenCursor cursor) {
        Name type = cursor.name();
        if (!cursor.accept("AS", "ENUM")) {
            return new Action.Create("TYPE", type);
        }
        List<String> labels = cursor.parenthesised().stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .map(Token::text)
                .toList();
        return new Action.CreateEnum(type, labels);
    }

    private static Action domain(TokenCursor cursor) {
        Name domain = cursor.name();
        return new Action.CreateDomain(
                domain, cursor.rest().stream().anyMatch(token -> token.is("CHECK") || token.is("NOT")));
    }

    private static Action function(TokenCursor cursor, Set<String> options) {
        Name function = cursor.name();
        cursor.parenthesised();
        Map<String, String[]> clauses = Map.of(
                "SECURITY DEFINER", new String[] {"SECURITY", "DEFINER"},
                "SEARCH_PATH", new String[] {"SET", "search_path"});
        if (cursor.accept("RETURNS") && cursor.name().name().equals("trigger")) {
            options.add("RETURNS TRIGGER");
        }
        List<Token> rest = clauses(cursor);
        if (rest.stream().anyMatch(token -> token.is("STABLE") || token.is("IMMUTABLE"))) {
            options.add("STABLE");
        }
        clauses.forEach((option, words) -> {
            if (new TokenCursor(rest).find(words).isPresent()) {
                options.add(option);
            }
        });
        return new Action.CreateFunction(function, options);
    }

    /** What stands outside of parentheses and of a body in SQL. */
    private static List<Token> clauses(TokenCursor cursor) {
        List<Token> clauses = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.sees("BEGIN", "ATOMIC") && !cursor.sees("RETURN")) {
            if (cursor.sees("(")) {
                cursor.parenthesised();
            } else {
                clauses.add(cursor.next());
            }
        }
        return clauses;
    }

    private static Action view(TokenCursor cursor, Set<String> options) {
        cursor.accept("IF", "NOT", "EXISTS");
        Name view = cursor.name();
        cursor.parenthesised();
        Map<String, String> with = new TreeMap<>();
        if (cursor.accept("WITH")) {
            for (TokenCursor option : new TokenCursor(cursor.parenthesised()).list()) {
                String name = option.next().name();
                option.accept("=");
                with.put(name, option.atEnd() ? "true" : option.next().name());
            }
        }
        return new Action.CreateView(view, with, options);
    }

    private static Action trigger(TokenCursor cursor) {
        Name trigger = cursor.name();
        cursor.find("ON");
        cursor.accept("ON");
        return new Action.CreateTrigger(trigger, cursor.name());
    }

    private static Action rule(TokenCursor cursor) {
        Name rule = cursor.name();
        cursor.find("TO");
        cursor.next();
        return new Action.CreateRule(rule, cursor.name());
    }

    private static Action policy(TokenCursor cursor) {
        Name policy = cursor.name();
        cursor.accept("ON");
        Name table = cursor.name();
        String command = "ALL";
        List<Token> using = List.of();
        List<Token> check = new ArrayList<>();
        while (!cursor.atEnd()) {
            if (cursor.accept("FOR")) {
                command = cursor.next().text().toUpperCase(Locale.ROOT);
            } else if (cursor.accept("USING")) {
                using = cursor.parenthesised();
            } else if (cursor.accept("WITH", "CHECK")) {
                check.addAll(cursor.parenthesised());
            } else {
                cursor.next();
            }
        }
        return new Action.CreatePolicy(policy, table, command, using, check);
    }
}
