package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text of SQL, read to its end.
 *
 * @param text what was read; of several texts, one after the other
 * @param unfinished what was still open where the text ended: a string, a comment, a dollar quote
 */
public record Script(String text, List<Statement> statements, List<Comment> comments, Optional<Token> unfinished) {
    public Script {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
    }

    /**
     * Reads a text; a placeholder {@code ${name}} is what the parameters say, and a name of its own where they do not.
     *
     * @param base where the text begins in a longer one, in which the positions are
     */
    public static Script read(String text, int base, Map<String, String> parameters) {
        return of(text, new Tokenizer(text, base, false, parameters));
    }

    /** Reads a text that was generated from what stands at this place, which is then the place of every token. */
    public static Script generated(String text, int offset) {
        return of(text, new Tokenizer(text, offset, true, Map.of()));
    }

    public static Script empty() {
        return new Script("", List.of(), List.of(), Optional.empty());
    }

    /** One after the other. */
    public static Script concat(List<Script> scripts) {
        return new Script(
                scripts.stream().map(Script::text).collect(Collectors.joining("\n")),
                scripts.stream().flatMap(script -> script.statements().stream()).toList(),
                scripts.stream().flatMap(script -> script.comments().stream()).toList(),
                scripts.stream().flatMap(script -> script.unfinished().stream()).findFirst());
    }

    private static Script of(String text, Tokenizer tokenizer) {
        List<Token> tokens = tokenizer.tokens();
        return new Script(text, Statements.split(tokens), tokenizer.comments(), tokenizer.unfinished());
    }
}
