package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
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
        return all(kind).stream().findFirst();
    }

    /** Everything of this kind that it does: several with {@code WITH}. */
    public <A extends Action> List<A> all(Class<A> kind) {
        List<A> found = new ArrayList<>();
        collect(action, kind, found);
        return found;
    }

    private static <A extends Action> void collect(Action action, Class<A> kind, List<A> found) {
        if (action instanceof Action.With with) {
            with.parts().forEach(part -> collect(part, kind, found));
        } else if (kind.isInstance(action)) {
            found.add(kind.cast(action));
        }
    }

    /** Whether these words and symbols follow one another somewhere in it. */
    public boolean contains(String... words) {
        return new TokenCursor(tokens).find(words).isPresent();
    }
}
