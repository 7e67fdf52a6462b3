package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts tokens into statements: at semicolons, but not inside parentheses or a body of {@code BEGIN ATOMIC ... END}. */
final class Statements {
    private Statements() {}

    static List<Statement> split(List<Token> tokens) {
        List<Statement> statements = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(";") && depth <= 0) {
                add(statements, tokens.subList(from, i));
                from = i + 1;
                depth = 0;
            } else {
                depth += depthChange(tokens, i, depth);
            }
        }
        add(statements, tokens.subList(from, tokens.size()));
        return statements;
    }

    private static int depthChange(List<Token> tokens, int i, int depth) {
        Token token = tokens.get(i);
        boolean atomic =
                token.is("BEGIN") && i + 1 < tokens.size() && tokens.get(i + 1).is("ATOMIC");
        if (token.is("(") || atomic || (depth > 0 && token.is("CASE"))) {
            return 1;
        }
        return token.is(")") || (depth > 0 && token.is("END")) ? -1 : 0;
    }

    private static void add(List<Statement> statements, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            statements.add(new Statement(tokens, StatementParser.parse(new TokenCursor(tokens))));
        }
    }
}
