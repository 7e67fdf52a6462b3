package org.schemuse.importer.mud.format.muse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.world.Lock;
import org.schemuse.importer.mud.world.Lock.Definitions;
import org.schemuse.importer.mud.world.Lock.How;
import org.schemuse.importer.mud.world.Lock.Target;

/**
 * Reads a lock as the server's evaluator does, odd texts included: {@code |} or, {@code &} and, {@code !} not,
 * parentheses; an object by number or name, {@code =} is it, {@code +} carries it, {@code @} its own lock;
 * {@code attribute:pattern}, {@code definer.attribute:pattern}, {@code @(object=attribute:pattern)}; {@code [function]};
 * a number. Blanks belong to the names beside them. What each form means is in {@code docs/formats/tinymuse.md}; the
 * server's own verdicts are the fixture {@code server/locks.tsv}.
 */
final class LockParser {
    /** Ours, not the server's: a hostile dump must not exhaust the stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private final MuseTables attributes;
    private final Definitions definitions;
    private final boolean bareNumbers;
    private int end;
    private int at;
    private int depth;

    private LockParser(String text, MuseTables attributes, Definitions definitions, boolean bareNumbers) {
        this.text = text;
        this.attributes = attributes;
        this.definitions = definitions;
        this.bareNumbers = bareNumbers;
        this.end = text.length();
    }

    /**
     * A text as a lock; empty if it is nested too deep.
     *
     * @param bareNumbers whether a dbref may lack its {@code #}, as up to version 8
     */
    static Optional<Lock.Parsed> parse(
            String text, MuseTables attributes, Definitions definitions, boolean bareNumbers) {
        LockParser parser = new LockParser(text, attributes, definitions, bareNumbers);
        try {
            Lock lock = parser.any();
            return Optional.of(new Lock.Parsed(lock, LockWords.settable(text), parser.at == text.length()));
        } catch (TooDeep e) {
            return Optional.empty();
        }
    }

    private Lock any() throws TooDeep {
        if (++depth > DEEPEST) {
            throw new TooDeep();
        }
        List<Lock> alternatives = new ArrayList<>(2);
        do {
            alternatives.add(all());
        } while (accept('|'));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Lock.Any(alternatives);
    }

    private Lock all() throws TooDeep {
        List<Lock> conditions = new ArrayList<>(2);
        do {
            conditions.add(negated());
        } while (accept('&'));
        return conditions.size() == 1 ? conditions.get(0) : new Lock.All(conditions);
    }

    private Lock negated() throws TooDeep {
        boolean not = false;
        while (accept('!')) {
            not = !not;
        }
        Lock lock = term();
        return not ? new Lock.Not(lock) : lock;
    }

    private Lock term() throws TooDeep {
        if (accept('(')) {
            Lock inner = any();
            accept(')'); // one that is missing is not missed
            return inner;
        }
        if (accept('@')) {
            return indirect();
        }
        How how = accept('=') ? How.IS : accept('+') ? How.CARRIES : How.IS_OR_CARRIES;
        if (at < end && isDigit(text.charAt(at)) && (!bareNumbers || atBareNumber())) {
            String digits = digits();
            return bareNumbers ? new Lock.Thing(how, target(digits)) : new Lock.Constant(anyOther(digits));
        }
        Lock match = match(null);
        return match != null ? match : thing(how);
    }

    private Lock indirect() {
        boolean unseen = accept('(');
        Target target = target(word());
        if (!unseen) {
            return new Lock.Thing(How.INDIRECT, target);
        }
        if (!accept('=')) {
            return new Lock.Thing(How.INDIRECT_UNSEEN, target); // the parenthesis is left to whoever is outside
        }
        Lock match = match(target);
        accept(')');
        return match != null ? match : new Lock.Constant(false);
    }

    private Lock thing(How how) {
        int from = at;
        String word = word();
        boolean function =
                how == How.IS_OR_CARRIES && word.startsWith("[") && LockWords.behindBracket(text, from) == at;
        return function ? new Lock.Function(LockWords.inBrackets(word)) : new Lock.Thing(how, target(word));
    }

    /**
     * A test of an attribute; {@code null} if none stands here. Under a name that no attribute has, the evaluator looks for
     * an object instead, and the colon is then the end of the lock.
     */
    private @Nullable Lock match(@Nullable Target on) {
        int colon = LockWords.wordEnd(text, at, end, true);
        if (colon == end || text.charAt(colon) != ':') {
            return null;
        }
        String name = text.substring(at, colon);
        int dot = LockWords.wordEnd(name, 0, name.length(), false);
        Target definer = dot > 0 && dot < name.length() ? target(name.substring(0, dot)) : null;
        String attribute = dot < name.length() ? name.substring(dot + 1) : name;
        if (!testable(definer, attribute)) {
            end = colon;
            return null;
        }
        int from = colon + 1;
        at = LockWords.patternEnd(text, from, end);
        return new Lock.Match(definer, attribute, on, text.substring(from, at));
    }

    private boolean testable(@Nullable Target definer, String attribute) {
        if (attribute.indexOf('[') >= 0 || (bareNumbers && isDigits(attribute))) {
            return true;
        }
        if (definer == null) {
            return attributes.testable(attribute);
        }
        String name = definer.name();
        return name != null ? !name.startsWith("#") : definitions.testable(definer.dbref(), attribute);
    }

    private String word() {
        int from = at;
        at = LockWords.wordEnd(text, at, end, false);
        return text.substring(from, at);
    }

    /** As the server reads it: what follows the digits does not matter. */
    private Target target(String word) {
        String marked = bareNumbers && isDigits(word) ? "#" + word : word;
        return LockWords.dbref(marked).map(Target::of).orElseGet(() -> Target.of(word));
    }

    /** A number that is no attribute number, behind which a colon would stand. */
    private boolean atBareNumber() {
        int i = at;
        while (i < end && isDigit(text.charAt(i))) {
            i++;
        }
        return i == end || "&|)".indexOf(text.charAt(i)) >= 0;
    }

    private String digits() {
        int from = at;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean anyOther(String digits) {
        return digits.chars().anyMatch(c -> c != '0');
    }

    private boolean accept(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private static final class TooDeep extends Exception {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super(null, null, false, false);
        }
    }
}
