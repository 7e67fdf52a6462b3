package org.schemuse.importer.table.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.UnusableDumpException;

/** Names of the fields of a file, numbered as they are first seen. The reason in a rejects file is no field. */
final class FieldNames {
    /** What a rejects file calls the reason. */
    static final String REASON = "schemuse_reason";

    /** Of a field that is not read. */
    static final int IGNORED = -1;

    /** A table has at most 1,600 columns; more names are values in the place of names, and would fill the heap. */
    private static final int MOST = 10_000;

    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a name, a new one if it has none; {@link #IGNORED} for the reason. */
    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        if (name.equals(REASON)) {
            return IGNORED;
        }
        if (names.size() == MOST) {
            throw new UnusableDumpException(
                    "has more than " + MOST + " different field names; expected rows with the same fields");
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    /** As {@link #number}, faster if it is as {@code guess}: rows mostly have their fields in the same order. */
    int number(String name, int guess) {
        return guess < names.size() && names.get(guess).equals(name) ? guess : number(name);
    }

    /** Forgets the names from a number on, which a row brought that turned out to be none. */
    void forgetFrom(int number) {
        while (names.size() > number) {
            numbers.remove(names.remove(names.size() - 1));
        }
    }

    /** Whether a name has a number. */
    boolean has(String name) {
        return numbers.containsKey(name);
    }

    /** All of them in order, as they grow. */
    List<String> all() {
        return Collections.unmodifiableList(names);
    }
}
