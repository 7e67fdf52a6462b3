package org.schemuse.importer.load.ledger;

import java.util.UUID;
import java.util.regex.Pattern;
import org.schemuse.importer.load.target.TargetSchema;

/**
 * What people read of an import that is under way or was interrupted, and how they continue or undo it.
 *
 * @param source name of the dump
 */
public record UnfinishedRun(TargetSchema schema, UUID id, String source) {
    /** The schema that commands mean if none is specified. */
    private static final String USUAL_SCHEMA = "vibemuse";

    /** Needs no quotes in a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

    /** What a session reads that the world is closed to. */
    public String closed() {
        return "schema \"" + schema.name() + "\" is closed until " + called()
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
        String name = schema.name();
        String option = name.equals(USUAL_SCHEMA)
                ? ""
                : " --schema " + (PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'");
        return "schemuse " + verb + " " + id + option;
    }
}
