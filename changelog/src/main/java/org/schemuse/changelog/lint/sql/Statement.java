package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Optional;

/**
 * One statement: all of its tokens without the semicolon, and what it does as far as rules ask for it.
 *
 * @param action {@link Action.Other} where no rule cares
 */
public record Statement(List<Token> tokens, Action action) {
    public Statement {
        tokens = List.copyOf(tokens);
    }

    /** Its first token. */
    public Token at() {
        return tokens.get(0);
    }

    /** What it does, if it is of this kind. */
    public <A extends Action> Optional<A> as(Class<A> kind) {
        return kind.isInstance(action) ? Optional.of(kind.cast(action)) : Optional.empty();
    }

    /** Whether these words and symbols follow one another somewhere in it. */
    public boolean contains(String... words) {
        return new Cursor(tokens).find(words).isPresent();
    }
}
