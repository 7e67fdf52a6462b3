package org.schemuse.changelog.lint.sql;

import java.util.List;
import java.util.Map;

/**
 * A node of the tree that PostgreSQL's parser made.
 *
 * @param type such as CreateStmt; empty where the field's type says which it is
 * @param fields as in JSON; what is 0, false or empty is left out
 */
record Tree(String type, Map<?, ?> fields) {
    private static Tree of(Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            return new Tree("", json == null ? Map.of() : Map.of("value", json));
        }
        if (map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String name = (String) only.getKey();
            if (Character.isUpperCase(name.charAt(0)) && only.getValue() instanceof Map<?, ?> fields) {
                return new Tree(name, fields);
            }
        }
        return new Tree("", map);
    }

    static List<Tree> list(Object json) {
        return json instanceof List<?> list ? list.stream().map(Tree::of).toList() : List.of();
    }

    boolean is(String expected) {
        return type.equals(expected);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field) {
        return has(field) ? String.valueOf(fields.get(field)) : "";
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    /** Without fields where there is none. */
    Tree at(String field) {
        return of(fields.get(field));
    }

    List<Tree> all(String field) {
        return list(fields.get(field));
    }
}
