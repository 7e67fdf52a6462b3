package org.schemuse.importer.load.target;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Advice;
import org.schemuse.postgres.ServerMessage;
import org.schemuse.postgres.SqlState;

/** The database does not take the import, or what else was asked of it. The message is one line: what, where, and what to do. */
public final class ImportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

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

        /** The general advice, with what is special to a load of rows that we have made. */
        private Advice advice() {
            String bug = "the rows do not fit the schema, which is a bug of ours: please report it";
            return Advice.toRunAgain(command)
                    .on(SqlState.INSUFFICIENT_PRIVILEGE, "connect as the owner of the schema's tables")
                    .on(SqlState.ROW_REFUSED, bug)
                    .on(SqlState.CONSTRAINT_VIOLATED, bug)
                    .on(SqlState.DATA_REFUSED, bug);
        }
    }

    /** Without the advice. */
    private final String what;

    private final boolean passing;

    /** The message is one line: what, where, and what to do. */
    public ImportRefusedException(String message) {
        this(message, null);
    }

    /** The same, with what caused it; what the server said of a failure that may pass makes this one pass, too. */
    public ImportRefusedException(String message, @Nullable Throwable cause) {
        this(
                message,
                "",
                cause,
                cause instanceof SQLException refusal && SqlState.of(refusal).isPassing());
    }

    private ImportRefusedException(String what, String advice, @Nullable Throwable cause, boolean passing) {
        super(what + advice, cause);
        this.what = what;
        this.passing = passing;
    }

    /** What the server said, in one line, and what to do about it. */
    public static ImportRefusedException by(SQLException refusal, During during) {
        return new ImportRefusedException(
                "the database ended the " + during.work + ": " + ServerMessage.full(refusal),
                during.advice().about(refusal, "; "),
                refusal,
                SqlState.of(refusal).isPassing());
    }

    /** What the server said, wherever in the chain of causes it stands; the exception itself if it did not say anything. */
    public static RuntimeException by(JdbiException e, During during) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return by(refusal, during);
            }
        }
        return e;
    }

    /** As {@link #by(SQLException, During)}, of an import; the service that runs something else translates it. */
    public static ImportRefusedException by(SQLException refusal) {
        return by(refusal, During.IMPORT);
    }

    /** The same, of a statement that prepares the tables or restores what was dropped. */
    public static ImportRefusedException by(SQLException refusal, String statement) {
        return SqlState.of(refusal).isPassing()
                ? by(refusal)
                : new ImportRefusedException(
                        "the database refused " + statement + ": " + ServerMessage.full(refusal),
                        During.IMPORT.advice().about(refusal, "; "),
                        refusal,
                        false);
    }

    /** The same, of a key or foreign key that is to be restored where people have worked since. */
    public static ImportRefusedException inTheWay(SQLException refusal, String table, String name) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return state.startsWith("23")
                ? new ImportRefusedException("nothing was changed: cannot restore " + name + " on " + table + ": "
                        + ServerMessage.full(refusal) + "; change or delete the rows it refuses, and try again")
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
        String first = getCause() instanceof SQLException refusal && SqlState.of(refusal) == SqlState.DISK_FULL
                ? "; free space on the server's disk; "
                : "; ";
        return new ImportRefusedException(what, first + remedy, getCause(), passing);
    }
}
