package org.schemuse.importer.dump.muse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schemuse.importer.dump.Lock;

/**
 * Reads a lock: {@code |} or, {@code &} and, {@code !} not, parentheses; {@code #12}, {@code =#12}, {@code +#12},
 * {@code @#12}; {@code attribute:pattern}, {@code #12.attribute:pattern}; {@code [function]}.
 */
final class LockParser {
    /** Nobody nests deeper; a hostile dump must not exhaust the stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private final boolean bareNumbers;
    private int at;
    private int depth;

    private LockParser(String text, boolean bareNumbers) {
        this.text = text;
        this.bareNumbers = bareNumbers;
    }

    /** A text as a lock; with {@code bareNumbers} a dbref may lack its {@code #}, as up to version 8. */
    static Optional<Lock> parse(String text, boolean bareNumbers) {
        LockParser parser = new LockParser(text, bareNumbers);
        try {
            Lock lock = parser.any();
            parser.blanks();
            return parser.at == text.length() ? Optional.of(lock) : Optional.empty();
        } catch (NotALock e) {
            return Optional.empty();
        }
    }

    private Lock any() throws NotALock {
        if (++depth > DEEPEST) {
            throw new NotALock();
        }
        List<Lock> alternatives = new ArrayList<>();
        do {
            alternatives.add(all());
        } while (accept('|'));
        depth--;
        return alternatives.size() == 1 ? alternatives.get(0) : new Lock.Any(alternatives);
    }

    private Lock all() throws NotALock {
        List<Lock> conditions = new ArrayList<>();
        do {
            conditions.add(negated());
        } while (accept('&'));
        return conditions.size() == 1 ? conditions.get(0) : new Lock.All(conditions);
    }

    private Lock negated() throws NotALock {
        boolean not = false;
        while (accept('!')) {
            not = !not;
        }
        Lock lock = atom();
        return not ? new Lock.Not(lock) : lock;
    }

    private Lock atom() throws NotALock {
        if (accept('(')) {
            Lock inner = any();
            expect(')');
            return inner;
        }
        if (accept('[')) {
            return function();
        }
        if (accept('=')) {
            return new Lock.Thing(Lock.How.IS, dbref());
        }
        if (accept('+')) {
            return new Lock.Thing(Lock.How.CARRIES, dbref());
        }
        if (accept('@')) {
            return new Lock.Thing(Lock.How.INDIRECT, dbref());
        }
        blanks();
        if (at < text.length() && text.charAt(at) == '#') {
            int dbref = dbref();
            return accept('.') ? match(dbref) : new Lock.Thing(Lock.How.IS_OR_CARRIES, dbref);
        }
        return bareNumbers && atBareNumber() ? new Lock.Thing(Lock.How.IS_OR_CARRIES, digits()) : match(-1);
    }

    /** A number that is no attribute number, behind which a colon would stand. */
    private boolean atBareNumber() {
        int i = at;
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
            i++;
        }
        return i > at && (i == text.length() || " &|)".indexOf(text.charAt(i)) >= 0);
    }

    private Lock function() throws NotALock {
        int from = at;
        skipFunction();
        return new Lock.Function(text.substring(from, at - 1));
    }

    /** Moves behind the bracket that closes a function, others inside it in pairs. */
    private void skipFunction() throws NotALock {
        int open = 1;
        while (open > 0) {
            if (at == text.length()) {
                throw new NotALock();
            }
            char c = text.charAt(at++);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
    }

    private Lock match(int dbref) throws NotALock {
        int from = at;
        int colon = text.indexOf(':', at);
        if (colon <= from) {
            throw new NotALock();
        }
        String attribute = text.substring(from, colon).strip();
        for (int i = 0; i < attribute.length(); i++) {
            if ("&|!()[]".indexOf(attribute.charAt(i)) >= 0) {
                throw new NotALock();
            }
        }
        at = colon + 1;
        while (at < text.length() && "&|)".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at++) == '[') {
                skipFunction();
            }
        }
        return new Lock.Match(dbref, attribute, text.substring(colon + 1, at).strip());
    }

    private int dbref() throws NotALock {
        expect('#');
        return digits();
    }

    private int digits() throws NotALock {
        int from = at;
        while (at < text.length() && at - from < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw new NotALock();
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private void expect(char c) throws NotALock {
        if (!accept(c)) {
            throw new NotALock();
        }
    }

    private boolean accept(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** Ends the reading of a text that is no lock. */
    private static final class NotALock extends Exception {
        private static final long serialVersionUID = 1L;

        NotALock() {
            super(null, null, false, false);
        }
    }
}
