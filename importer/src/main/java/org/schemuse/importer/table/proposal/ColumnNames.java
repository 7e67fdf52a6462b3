package org.schemuse.importer.table.proposal;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of columns made from names of fields: snake_case, no key words, each once in its table, and no longer than PostgreSQL takes. */
final class ColumnNames {
    private static final int MOST_BYTES = 63;

    /** What PostgreSQL 18 lists as reserved, also if a function or type may have the name; and the names of system columns. */
    private static final Set<String> RESERVED = Set.of(
            ("all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate"
                            + " collation column concurrently constraint create cross current_catalog current_date current_role"
                            + " current_schema current_time current_timestamp current_user default deferrable desc distinct do else"
                            + " end except false fetch for foreign freeze from full grant group having ilike in initially inner"
                            + " intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not"
                            + " notnull null offset on only or order outer overlaps placing primary references returning right"
                            + " select session_user similar some symmetric system_user table tablesample then to trailing true"
                            + " union unique user using variadic verbose when where window with"
                            + " ctid xmin xmax cmin cmax tableoid oid")
                    .split(" ", -1));

    private final Set<String> taken = new HashSet<>();

    /** The name of the next column. */
    String of(String field) {
        String plain = folded(field);
        if (plain.isEmpty()) {
            plain = "column";
        } else if (Character.isDigit(plain.codePointAt(0))) {
            plain = "column_" + plain;
        }
        if (isReserved(plain)) {
            plain += "_";
        }
        plain = cut(plain, MOST_BYTES);
        String name = plain;
        for (int i = 2; !taken.add(name); i++) {
            String suffix = "_" + i;
            name = cut(plain, MOST_BYTES - suffix.length()) + suffix;
        }
        return name;
    }

    /** Whether SQL gives the word another meaning. */
    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** Whether a name is one that SQL takes as it is, without quotes. */
    static boolean isPlain(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && name.length() <= MOST_BYTES && !isReserved(name);
    }

    /** In lower case with an underscore between words; letters of all scripts stay. */
    static String folded(String field) {
        StringBuilder folded = new StringBuilder();
        int before = '_';
        int[] letters = field.codePoints().toArray();
        for (int i = 0; i < letters.length; i++) {
            int c = letters[i];
            if (!Character.isLetterOrDigit(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                before = separate(folded);
                continue;
            }
            boolean ofNext = i + 1 < letters.length && Character.isLowerCase(letters[i + 1]);
            if (Character.isUpperCase(c)
                    && (Character.isLowerCase(before)
                            || Character.isDigit(before)
                            || (Character.isUpperCase(before) && ofNext))) {
                separate(folded);
            }
            folded.append(new String(Character.toChars(c)).toLowerCase(Locale.ROOT));
            before = c;
        }
        while (folded.length() > 0 && folded.charAt(folded.length() - 1) == '_') {
            folded.setLength(folded.length() - 1);
        }
        return folded.toString();
    }

    private static int separate(StringBuilder folded) {
        if (folded.length() > 0 && folded.charAt(folded.length() - 1) != '_') {
            folded.append('_');
        }
        return '_';
    }

    private static String cut(String name, int most) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > most) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
