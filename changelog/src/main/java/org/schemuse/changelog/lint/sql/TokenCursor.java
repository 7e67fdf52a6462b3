package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks over tokens. At the end it stands on a token that is nothing. */
final class TokenCursor {
    private final List<Token> tokens;
    private int at;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    private Token peek(int further) {
        int index = at + further;
        if (index < tokens.size()) {
            return tokens.get(index);
        }
        int end = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).offset();
        return new Token(Token.Kind.SYMBOL, "", end);
    }

    Token next() {
        Token token = peek();
        at = Math.min(at + 1, tokens.size());
        return token;
    }

    boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean accept(String... words) {
        boolean seen = sees(words);
        if (seen) {
            at += words.length;
        }
        return seen;
    }

    /** Steps to where these words follow one another, and returns the first of them. */
    Optional<Token> find(String... words) {
        for (; !atEnd(); at++) {
            if (sees(words)) {
                return Optional.of(peek());
            }
        }
        return Optional.empty();
    }

    /** A name that may be qualified. */
    Name name() {
        Token first = next();
        String schema = null;
        Token last = first;
        while (sees(".")) {
            next();
            schema = last.name();
            last = next();
        }
        return new Name(schema, last.name(), first);
    }

    List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            accept("ONLY");
            names.add(name());
            accept("*");
            if (sees("(")) {
                parenthesised();
            }
        } while (accept(","));
        return names;
    }

    /** What stands between the parenthesis here and the one that closes it; nothing where there is none. */
    List<Token> parenthesised() {
        if (!accept("(")) {
            return List.of();
        }
        int from = at;
        for (int depth = 1; !atEnd(); at++) {
            depth += peek().is("(") ? 1 : peek().is(")") ? -1 : 0;
            if (depth == 0) {
                return tokens.subList(from, at++);
            }
        }
        return tokens.subList(from, tokens.size());
    }

    /** Everything up to one of these words that stands outside of parentheses and brackets. */
    List<Token> until(Set<String> words) {
        int from = at;
        for (int depth = 0; !atEnd(); at++) {
            Token token = peek();
            if (depth == 0 && at > from && words.stream().anyMatch(token::is)) {
                break;
            }
            depth += token.is("(") || token.is("[") ? 1 : token.is(")") || token.is("]") ? -1 : 0;
        }
        return tokens.subList(from, Math.min(at, tokens.size()));
    }

    /** The rest, cut at the commas outside of parentheses and brackets. */
    List<TokenCursor> list() {
        List<TokenCursor> parts = new ArrayList<>();
        while (!atEnd()) {
            if (sees(",")) {
                next();
            } else {
                parts.add(new TokenCursor(until(Set.of(","))));
            }
        }
        return parts;
    }

    List<Token> rest() {
        return atEnd() ? List.of() : tokens.subList(at, tokens.size());
    }
}
