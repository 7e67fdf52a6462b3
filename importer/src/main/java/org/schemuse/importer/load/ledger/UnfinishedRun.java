package org.schemuse.importer.load.ledger;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What people read of an import that is under way or was interrupted, and how they continue or undo it.
 *
 * @param catalog the catalog whose name is also the schema that commands mean if none is specified
 * @param source name of the input
 */
public record UnfinishedRun(String schema, String catalog, UUID id, String source) {
    /** Needs no quotes in a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

    /** What a session reads that the tables are closed to. */
    public String closed() {
        return "schema \"" + schema + "\" is closed until " + called()
                + " is finished or undone; if it was interrupted, " + remedy();
    }

    /** What an interruption leaves, and what to do. */
    public String kept() {
        return called() + " is interrupted: what it has loaded stays, and the schema is closed to other sessions; "
                + remedy();
    }

    private String called() {
        return "import " + id + " of " + source.replaceAll("\\p{Cntrl}", "?");
    }

    private String remedy() {
        return "continue with: " + command("resume") + ", or remove its rows with: " + command("undo");
    }

    private String command(String verb) {
        // Commands mean the schema of the catalog's name if none is specified.
        String option = schema.equals(catalog)
                ? ""
                : " --schema " + (PLAIN.matcher(schema).matches() ? schema : "'" + schema.replace("'", "'\\''") + "'");
        return "schemuse " + verb + " " + id + option;
    }
}
