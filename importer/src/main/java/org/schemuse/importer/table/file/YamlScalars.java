package org.schemuse.importer.table.file;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a single value of YAML is: as in YAML 1.2, {@code yes}, {@code 0x1F} and {@code 007} are texts. */
public final class YamlScalars {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");

    private YamlScalars() {}

    /**
     * What a value is.
     *
     * @param plain whether it has no quotes and no tag
     */
    public static FileRow.Kind kind(String text, boolean plain) {
        if (!plain) {
            return FileRow.Kind.TEXT;
        }
        if (NULLS.contains(text)) {
            return FileRow.Kind.NULL;
        }
        if (BOOLEANS.contains(text)) {
            return FileRow.Kind.BOOLEAN;
        }
        return NUMBER.matcher(text).matches() ? FileRow.Kind.NUMBER : FileRow.Kind.TEXT;
    }

    /** A number or boolean as JSON has it. */
    public static String json(FileRow.Kind kind, String text) {
        return kind == FileRow.Kind.BOOLEAN ? text.toLowerCase(Locale.ROOT) : text;
    }
}
