package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.postgres.Advice;
import org.schemuse.postgres.ServerMessage;
import org.schemuse.postgres.SqlState;

/** Turns what the driver and Liquibase throw into one line that a person can act on. */
final class SqlErrors {
    /** What Liquibase says of a changeset whose checksum is not the ledger's. */
    private static final Pattern CHANGED = Pattern.compile("(\\S+)::(\\S+)::(\\S+) was: \\S+ but is now: \\S+");

    /** Names the options of our commands, and the attribute of a changeset. */
    private static final Advice ADVICE = Advice.general()
            .on(
                    SqlState.LOCK_NOT_AVAILABLE,
                    "another session holds a lock: try again, or allow a longer --lock-timeout")
            .on(SqlState.ACTIVE_TRANSACTION, "give the statement a changeset of its own, with runInTransaction:false")
            .on(SqlState.CANCELLED, "allow a longer --statement-timeout");

    private SqlErrors() {}

    /** @param where names the schema, and opens the line */
    static SchemaRefusedException of(SQLException e, String where) {
        String said = said(e);
        String line = switch (SqlState.of(e)) {
            case LOGIN_REFUSED -> "the server refused the login: " + said + ": check user and password";
            case NO_SUCH_DATABASE -> said + ": check the name, or create the database";
            default ->
                isOfConnection(e)
                        ? "the database cannot be reached: " + said
                        : where + ": " + said + ADVICE.about(e, ": ");
        };
        return new SchemaRefusedException(line, e);
    }

    /** Whether the driver has no connection; an exception of a data source has no SQLSTATE. */
    private static boolean isOfConnection(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.isEmpty() || state.startsWith("08");
    }

    /** @param applied how many changesets are applied and stay, of {@code all} */
    static SchemaRefusedException of(ChangelogFailure failure, String where, int applied, int all) {
        SQLException refusal = refusal(failure);
        String said = refusal == null ? oneLine(failure.getMessage()) : said(refusal);
        String advice = refusal == null ? "" : ADVICE.about(refusal, ": ");
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
        boolean foreign = applied == 0 && refusal != null && SqlState.of(refusal) == SqlState.DUPLICATE_TABLE;
        String todo = failure.inTransaction()
                ? ": remove the cause and run it again"
                        + (foreign ? ", or adopt what is there already with schemuse baseline" : "")
                : ", and so does what this one did before it failed, for it says runInTransaction:false: take that back"
                        + " by hand or make its statements repeatable, then run it again";
        return new SchemaRefusedException(where + ": " + step + said + advice + "; " + standing + todo, failure);
    }

    /**
     * The connection was lost during a run.
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

    private static @Nullable SQLException refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return refusal;
            }
        }
        return null;
    }

    private static String said(SQLException e) {
        return oneLine(ServerMessage.brief(e));
    }

    /** Without line breaks, and without the names of exceptions that Liquibase puts in front. */
    private static String oneLine(@Nullable String text) {
        return String.valueOf(text)
                .strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("\\b(?:liquibase|java|org)(?:\\.\\w+)+(?:Exception|Error): ", "");
    }
}
