package org.schemuse.importer.load.target;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** The database does not take the import, or what else was asked of it. The message is one line: what, where, and what to do. */
public final class ImportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String DISK_FULL = "53100";

    /** Something is null, or breaks a check. */
    private static final Set<String> ROW_REFUSED = Set.of("23502", "23514");

    /** A lock that was not granted in time, memory or connections that are used up; of other states, the class says it. */
    private static final Set<String> PASSING = Set.of("55P03", "53200", "53300");

    /** Connections, transactions that met others, and what operators do: cancel, terminate, shut down. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "57");

    /** What was under way: the command to run again, and what people call the work. */
    public enum During {
        IMPORT("import", "import"),
        UPDATE("import --update", "update"),
        RESUME("resume", "import"),
        UNDO("undo", "undo"),
        VERIFICATION("verify-import", "verification"),
        EXPORT("export", "export");

        private final String command;
        private final String work;

        During(String command, String work) {
            this.command = command;
            this.work = work;
        }

        /** As people type it behind {@code schemuse}. */
        public String command() {
            return command;
        }
    }

    /** Without the advice. */
    private final String what;

    private final boolean passing;

    public ImportRefusedException(String message) {
        this(message, null);
    }

    public ImportRefusedException(String message, Throwable cause) {
        this(message, "", cause, cause instanceof SQLException refusal && passing(refusal));
    }

    private ImportRefusedException(String what, String advice, Throwable cause, boolean passing) {
        super(what + advice, cause);
        this.what = what;
        this.passing = passing;
    }

    /** What the server said, in one line, and what to do about it. */
    public static ImportRefusedException by(SQLException refusal, During during) {
        return new ImportRefusedException(
                "the database ended the " + during.work + ": " + said(refusal),
                advice(refusal.getSQLState(), during),
                refusal,
                passing(refusal));
    }

    /** As {@link #by(SQLException, During)}, of an import; the service that runs something else translates it. */
    public static ImportRefusedException by(SQLException refusal) {
        return by(refusal, During.IMPORT);
    }

    /** The same, of a statement that prepares the tables or restores what was dropped. */
    public static ImportRefusedException by(SQLException refusal, String statement) {
        return passing(refusal)
                ? by(refusal)
                : new ImportRefusedException(
                        "the database refused " + statement + ": " + said(refusal),
                        advice(refusal.getSQLState(), During.IMPORT),
                        refusal,
                        false);
    }

    /** The same, of a key or foreign key that is to be restored where people have worked since. */
    public static ImportRefusedException inTheWay(SQLException refusal, String table, String name) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return state.startsWith("23")
                ? new ImportRefusedException("nothing was changed: cannot restore " + name + " on " + table + ": "
                        + said(refusal) + "; change or delete the rows it refuses, and try again")
                : by(refusal);
    }

    /** The lock was lost with the connection that had it. */
    public static ImportRefusedException lockLost(String schema) {
        return new ImportRefusedException(
                "schema \"" + schema + "\": lost the connection that held the import lock",
                "; check that the server is running, then run the command again",
                null,
                true);
    }

    /** Whether the same work may well succeed later, so that what is done of it is worth keeping. */
    public boolean passing() {
        return passing;
    }

    /** The same of what was really under way, which is what the advice says to do again. */
    public ImportRefusedException during(During during) {
        return passing && getCause() instanceof SQLException refusal ? by(refusal, during) : this;
    }

    /** The same of an import that keeps what it has loaded, with what can be done about that in place of the advice. */
    public ImportRefusedException keeping(String remedy) {
        String first = getCause() instanceof SQLException refusal && DISK_FULL.equals(refusal.getSQLState())
                ? "; free space on the server's disk; "
                : "; ";
        return new ImportRefusedException(what, first + remedy, getCause(), passing);
    }

    private static boolean passing(SQLException refusal) {
        String state = refusal.getSQLState();
        return state != null
                && state.length() == 5
                && (PASSING.contains(state) || PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    private static String said(SQLException refusal) {
        return refusal.getMessage() == null
                ? refusal.toString()
                : withoutRow(refusal).replaceAll("\\s*\\n\\s*", "; ");
    }

    /** The detail of a row that a constraint refuses is the row itself, with the password in it. */
    private static String withoutRow(SQLException refusal) {
        return ROW_REFUSED.contains(String.valueOf(refusal.getSQLState()))
                        && refusal instanceof PSQLException said
                        && said.getServerErrorMessage() != null
                ? "ERROR: " + said.getServerErrorMessage().getMessage()
                : refusal.getMessage();
    }

    private static String advice(String sqlState, During during) {
        String state = sqlState == null ? "" : sqlState;
        String again = "run " + during.command + " again";
        if (state.equals(DISK_FULL)) {
            return "; free space on the server's disk, then " + again;
        }
        if (state.equals("57014")) {
            return "; a user or a time limit of the server cancelled it: " + again;
        }
        if (state.equals("42501")) {
            return "; connect as the owner of the schema's tables";
        }
        if (state.equals("55P03")) {
            return "; other sessions use the tables: end them, then " + again;
        }
        if (state.equals("25006")) {
            return "; connect to the primary server, as a role without default_transaction_read_only";
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return "; the world does not fit the schema, which is a bug of ours: please report it";
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.equals("53300")) {
            return "; once the server answers, " + again;
        }
        return "";
    }
}
