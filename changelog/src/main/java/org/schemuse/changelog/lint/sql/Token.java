package org.schemuse.changelog.lint.sql;

import java.util.Locale;

/**
 * The smallest piece of SQL that means something.
 *
 * @param text a word or symbol as written; of a quoted name or a string, what stands between the quotes
 * @param offset where it begins, in characters of the text it was read from
 */
public record Token(Kind kind, String text, int offset) {
    public enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        DOLLAR_STRING,
        NUMBER,
        SYMBOL
    }

    /** Whether it is this keyword, whatever its case, or this symbol. */
    public boolean is(String keyword) {
        return switch (kind) {
            case WORD -> text.equalsIgnoreCase(keyword);
            case SYMBOL -> text.equals(keyword);
            default -> false;
        };
    }

    /** Whether it can stand for the name of something. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** As PostgreSQL folds it: a plain name in small letters, a quoted one as it is. */
    public String name() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
    }
}
