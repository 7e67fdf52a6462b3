package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.schemuse.changelog.liquibase.ChangelogFailure;

/** Turns what the driver and Liquibase throw into one line that a person can act on. */
final class SqlErrors {
    /** What Liquibase says of a changeset whose checksum is not the ledger's. */
    private static final Pattern CHANGED = Pattern.compile("(\\S+)::(\\S+)::(\\S+) was: \\S+ but is now: \\S+");

    private static final String DUPLICATE_TABLE = "42P07";

    private SqlErrors() {}

    /** @param where names the schema, and opens the line */
    static SchemaRefusedException of(SQLException e, String where) {
        String said = said(e);
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String line;
        if (state.startsWith("08") || state.isEmpty()) {
            line = "the database cannot be reached: " + said;
        } else if (state.startsWith("28")) {
            line = "the server refused the login: " + said + ": check user and password";
        } else if (state.equals("3D000")) {
            line = said + ": check the name, or create the database";
        } else {
            line = where + ": " + said + advice(state);
        }
        return new SchemaRefusedException(line, e);
    }

    /** @param applied how many changesets are applied and stay, of {@code all} */
    static SchemaRefusedException of(ChangelogFailure failure, String where, int applied, int all) {
        SQLException refusal = refusal(failure);
        String said = refusal == null ? oneLine(failure.getMessage()) : said(refusal);
        String advice = refusal == null || refusal.getSQLState() == null ? "" : advice(refusal.getSQLState());
        String step = failure.changeset()
                .map(id -> "changeset " + id + " (" + failure.file().orElse("") + ") failed: ")
                .orElse("");
        String standing =
                applied == 0 ? "nothing is applied" : applied + " of " + all + " changesets are applied and stay";
        Matcher changed = CHANGED.matcher(said);
        if (changed.find()) {
            return new SchemaRefusedException(
                    where + ": changeset " + changed.group(2) + " (" + changed.group(1)
                            + ") was changed after it was applied; " + standing
                            + ": restore its text and add a changeset for what is new, or see what schemuse repair says",
                    failure);
        }
        boolean foreign = applied == 0 && refusal != null && DUPLICATE_TABLE.equals(refusal.getSQLState());
        String todo = failure.inTransaction()
                ? ": remove the cause and run it again"
                        + (foreign ? ", or adopt what is there already with schemuse baseline" : "")
                : ", and so does what this one did before it failed, for it says runInTransaction:false: take that back"
                        + " by hand or make its statements repeatable, then run it again";
        return new SchemaRefusedException(where + ": " + step + said + advice + "; " + standing + todo, failure);
    }

    /**
     * A connection that was lost in the middle.
     *
     * @param standing how many changesets are applied
     * @param next how to go on
     */
    static SchemaRefusedException lost(ChangelogFailure failure, String where, String standing, String next) {
        SQLException refusal = refusal(failure);
        String during = failure.changeset()
                .map(id -> " during changeset " + id + " (" + failure.file().orElse("") + ")")
                .orElse("");
        String rest = failure.inTransaction()
                ? ""
                : "; the changeset runs outside of a transaction, so the server may still be at work on it, or have done"
                        + " part of it";
        return new SchemaRefusedException(
                where + ": the connection to the server was lost" + during + ": "
                        + (refusal == null ? oneLine(failure.getMessage()) : said(refusal)) + "; " + standing + rest
                        + ": once the server answers, " + next,
                failure);
    }

    private static String advice(String state) {
        return switch (state) {
            case "25006" -> ": connect to the primary, or lift default_transaction_read_only";
            case "42501" -> ": ask the owner or a superuser for the privilege";
            case "55P03" -> ": another session holds a lock: try again, or allow a longer --lock-timeout";
            case "25001" -> ": give the statement a changeset of its own, with runInTransaction:false";
            case "57014" -> ": allow a longer --statement-timeout";
            case "53100" -> ": free some space on the server's disk";
            default -> "";
        };
    }

    private static SQLException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** The server's message and hint, without the position and the statement. */
    private static String said(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return oneLine(String.valueOf(e.getMessage()));
        }
        String hint = server.getHint() == null ? "" : ". " + server.getHint();
        return oneLine(server.getMessage() + hint);
    }

    private static String oneLine(String text) {
        return text.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("\\b(?:liquibase|java|org)(?:\\.\\w+)+(?:Exception|Error): ", "");
    }
}
