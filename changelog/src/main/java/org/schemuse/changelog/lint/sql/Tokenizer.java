package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.sql.Token.Kind;

/**
 * Cuts SQL into tokens by PostgreSQL's own lexical rules: comments that nest, dollar quotes with and without a tag,
 * {@code E''} strings with their backslashes, quoted names. Knows besides what scripts hold around SQL: the
 * placeholders of Liquibase, psql's commands at the start of a line, and the rows behind {@code COPY ... FROM stdin}.
 */
final class Tokenizer {
    private static final String TWO_CHARACTER_SYMBOLS = ":: <> <= >= != || -> @> <@ && ~* !~ := =>";

    private final String text;
    private final int base;
    private final boolean generated;
    private final Map<String, String> parameters;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private @Nullable Token unfinished;
    private int at;

    /**
     * A text that begins at {@code base} of a longer one, in which the positions are; or one that was generated, all of
     * it, from what stands there.
     */
    Tokenizer(String text, int base, boolean generated, Map<String, String> parameters) {
        this.text = text;
        this.base = base;
        this.generated = generated;
        this.parameters = parameters;
    }

    List<Token> tokens() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF') {
                at++;
            } else if (!skipped(c)) {
                token(c);
            }
        }
        return tokens;
    }

    List<Comment> comments() {
        return comments;
    }

    Optional<Token> unfinished() {
        return Optional.ofNullable(unfinished);
    }

    private boolean skipped(char c) {
        if (text.startsWith("--", at)) {
            int from = at;
            at = endOfLine(at);
            comments.add(new Comment(text.substring(from + 2, at), position(from)));
            return true;
        }
        if (text.startsWith("/*", at)) {
            blockComment();
            return true;
        }
        if (c == '\\' && text.substring(0, at).stripTrailing().length() <= lineStart(at)) {
            at = endOfLine(at);
            return true;
        }
        return false;
    }

    private void blockComment() {
        int from = at;
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        if (depth > 0) {
            unfinished = new Token(Kind.SYMBOL, "/*", position(from));
            at = text.length();
        }
        comments.add(new Comment(text.substring(from + 2, Math.max(from + 2, at - 2)), position(from)));
    }

    private void token(char c) {
        if (c == '\'') {
            string(at, false);
        } else if (c == '"') {
            quoted(at, '"', Kind.QUOTED_NAME, false);
        } else if (c == '$') {
            dollar();
        } else if (Character.isDigit(c)) {
            number();
        } else if (startsWord(c)) {
            word();
        } else {
            symbol();
        }
    }

    private void word() {
        int from = at;
        while (at < text.length() && (startsWord(text.charAt(at)) || isWordPart(text.charAt(at)))) {
            at++;
        }
        String word = text.substring(from, at);
        boolean quoteFollows = at < text.length() && text.charAt(at) == '\'';
        if (quoteFollows && word.length() == 1 && "eEbBxXnN".contains(word)) {
            string(from, "eE".contains(word));
        } else if (word.equalsIgnoreCase("u") && text.startsWith("&'", at)) {
            at++;
            string(from, false);
        } else if (word.equalsIgnoreCase("u") && text.startsWith("&\"", at)) {
            at++;
            quoted(from, '"', Kind.QUOTED_NAME, false);
        } else {
            add(Kind.WORD, word, from);
        }
    }

    private void string(int from, boolean backslashes) {
        quoted(from, '\'', Kind.STRING, backslashes);
    }

    /** Stands on the opening quote; {@code from} is where the token began, which may be its prefix. */
    private void quoted(int from, char quote, Kind kind, boolean backslashes) {
        StringBuilder content = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && backslashes && at + 1 < text.length()) {
                content.append(text.charAt(++at));
            } else if (c != quote) {
                content.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                content.append(text.charAt(++at));
            } else {
                at++;
                add(kind, content.toString(), from);
                return;
            }
        }
        unfinished = new Token(kind, Character.toString(quote), position(from));
    }

    private void dollar() {
        int from = at;
        if (text.startsWith("${", at) && text.indexOf('}', at) > 0) {
            placeholder();
            return;
        }
        int end = at + 1;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean parameter = end == from + 1 ? !text.startsWith("$$", from) : Character.isDigit(text.charAt(from + 1));
        if (parameter || end >= text.length() || text.charAt(end) != '$') {
            at = Math.max(end, from + 1);
            add(Kind.SYMBOL, text.substring(from, at), from);
            return;
        }
        String tag = text.substring(from, end + 1);
        int close = text.indexOf(tag, end + 1);
        if (close < 0) {
            unfinished = new Token(Kind.DOLLAR_STRING, tag, position(from));
            at = text.length();
        } else {
            at = close + tag.length();
            add(Kind.DOLLAR_STRING, text.substring(end + 1, close), from);
        }
    }

    /** What the placeholder stands for takes its place, and its position. */
    private void placeholder() {
        int from = at;
        at = text.indexOf('}', at) + 1;
        String name = text.substring(from + 2, at - 1);
        String value = parameters.get(name);
        if (value == null) {
            add(Kind.WORD, text.substring(from, at), from);
        } else {
            new Tokenizer(value, 0, false, Map.of()).tokens().forEach(token -> add(token.kind(), token.text(), from));
        }
    }

    private void number() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || ".".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        add(Kind.NUMBER, text.substring(from, at), from);
    }

    private void symbol() {
        int length = at + 1 < text.length() && TWO_CHARACTER_SYMBOLS.contains(text.substring(at, at + 2)) ? 2 : 1;
        String symbol = text.substring(at, at + length).strip();
        add(Kind.SYMBOL, symbol, at);
        at += symbol.length();
        if (symbol.equals(";") && endsCopy()) {
            skipCopiedRows();
        }
    }

    private boolean endsCopy() {
        int start = tokens.size() - 1;
        while (start > 0 && !tokens.get(start - 1).is(";")) {
            start--;
        }
        List<Token> statement = tokens.subList(start, tokens.size());
        return statement.get(0).is("COPY")
                && new TokenCursor(statement).find("FROM", "STDIN").isPresent();
    }

    private void skipCopiedRows() {
        int end = text.indexOf("\n\\.", at);
        at = end < 0 ? text.length() : endOfLine(end + 1);
    }

    private void add(Kind kind, String content, int from) {
        tokens.add(new Token(kind, content, position(from)));
    }

    private int position(int from) {
        return generated ? base : base + from;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int lineStart(int from) {
        return text.lastIndexOf('\n', from - 1) + 1;
    }

    private static boolean startsWord(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isWordPart(char c) {
        return Character.isDigit(c) || c == '$';
    }
}
