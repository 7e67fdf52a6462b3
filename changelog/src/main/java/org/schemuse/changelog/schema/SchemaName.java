package org.schemuse.changelog.schema;

import java.nio.charset.StandardCharsets;
import org.schemuse.postgres.Quoting;

/** The name of a schema, as it stands in the database: without quotes. */
record SchemaName(String text) {
    /** In bytes; PostgreSQL truncates longer names, with a notice only. */
    private static final int LONGEST = 63;

    /** @throws SchemaRefusedException if PostgreSQL reserves the name, or if it is empty, too long or has a quote */
    static SchemaName of(String text) {
        if (text.isBlank()) {
            throw new SchemaRefusedException("the name of the schema is empty: name one, or leave --schema out");
        }
        // In a search_path, "$user" means the schema of that user, quoted or not.
        boolean special = text.equals("information_schema") || text.equals("$user");
        if (text.startsWith("pg_") || special) {
            throw new SchemaRefusedException("schema \"" + text + "\" belongs to PostgreSQL: choose another name");
        }
        if (text.contains("\"") || text.contains("\\")) {
            throw new SchemaRefusedException(
                    "schema '" + text + "' has a double quote or a backslash in its name: choose a name without");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST) {
            throw new SchemaRefusedException("schema \"" + text + "\" is a name of " + bytes + " bytes, expected "
                    + LONGEST + " or fewer: choose a shorter one");
        }
        return new SchemaName(text);
    }

    /** As SQL names it. */
    String quoted() {
        return Quoting.identifier(text);
    }

    /** Opens the line of a refusal. */
    String where() {
        return "schema " + quoted();
    }
}
