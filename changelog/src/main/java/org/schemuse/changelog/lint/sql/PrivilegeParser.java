package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads GRANT and REVOKE of privileges; those of roles have no ON. */
final class PrivilegeParser {
    private static final List<String> KINDS = List.of(
            "TABLE",
            "SCHEMA",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "DATABASE",
            "TYPE",
            "LANGUAGE",
            "DOMAIN",
            "TABLESPACE",
            "PARAMETER",
            "LARGE OBJECT",
            "FOREIGN DATA WRAPPER",
            "FOREIGN SERVER");

    private PrivilegeParser() {}

    static Action grant(TokenCursor cursor) {
        List<String> privileges = privileges(cursor);
        if (!cursor.accept("ON")) {
            return new Action.Other();
        }
        String kind = kind(cursor);
        List<Name> objects = cursor.names();
        cursor.accept("TO");
        return new Action.Grant(privileges, kind, objects, roles(cursor));
    }

    static Action revoke(TokenCursor cursor) {
        cursor.accept("GRANT", "OPTION", "FOR");
        List<String> privileges = privileges(cursor);
        if (!cursor.accept("ON")) {
            return new Action.Other();
        }
        String kind = kind(cursor);
        List<Name> objects = cursor.names();
        cursor.accept("FROM");
        return new Action.Revoke(privileges, kind, objects, roles(cursor));
    }

    /** Leaves column lists out. */
    private static List<String> privileges(TokenCursor cursor) {
        List<Token> all = cursor.until(Set.of("ON", "TO", "FROM"));
        return new TokenCursor(all)
                .list().stream()
                        .map(each -> each.until(Set.of("(")).stream()
                                .map(token -> token.text().toUpperCase(Locale.ROOT))
                                .collect(Collectors.joining(" ")))
                        .map(privilege -> privilege.equals("ALL PRIVILEGES") ? "ALL" : privilege)
                        .toList();
    }

    private static String kind(TokenCursor cursor) {
        for (String kind : KINDS) {
            if (precedesName(cursor, kind) && cursor.accept(kind.split(" "))) {
                return kind;
            }
        }
        if (precedesName(cursor, "ALL") && cursor.accept("ALL")) {
            String kind = cursor.next().text().toUpperCase(Locale.ROOT);
            cursor.accept("IN", "SCHEMA");
            return "ALL " + kind;
        }
        return "TABLE";
    }

    /** Otherwise the word is the name of a table. */
    private static boolean precedesName(TokenCursor cursor, String word) {
        return Stream.of("TO", "FROM", ",", ".").noneMatch(next -> cursor.sees(word, next));
    }

    private static List<String> roles(TokenCursor cursor) {
        return cursor.list().stream()
                .map(role -> {
                    role.accept("GROUP");
                    return role.next().name();
                })
                .toList();
    }
}
