package org.schemuse.postgres;

/**
 * Writes names and texts as SQL reads them. The rules are those of the PostgreSQL manual, "Lexical Structure". Neither a
 * name nor a text may contain the character U+0000, which no PostgreSQL server accepts; no method checks for it.
 */
public final class Quoting {
    private Quoting() {}

    /**
     * A name in double quotes, whatever it contains; {@code quote_ident} of the server leaves them out where it can.
     *
     * @param name of a table, a column, a schema or a role, as the system catalog has it
     * @return SQL that names exactly that, such as {@code "two ""words"""}
     */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * The name of an object within its schema.
     *
     * @param schema as the system catalog has it
     * @param name as the system catalog has it
     * @return SQL such as {@code "vibemuse"."objects"}
     */
    public static String qualified(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    /**
     * A string constant, the same as {@code quote_literal} of the server writes. It means the same whether
     * {@code standard_conforming_strings} is on or off.
     *
     * @param text of any length
     * @return SQL such as {@code 'it''s'}; {@code E'a\\b'}, with a blank before it, where the text has a backslash
     */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}
