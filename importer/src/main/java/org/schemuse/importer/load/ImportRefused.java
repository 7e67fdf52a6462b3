package org.schemuse.importer.load;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** The database does not take the import. The message is one line: what, where, and what to do. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something is null, or breaks a check. */
    private static final Set<String> ROW_REFUSED = Set.of("23502", "23514");

    public ImportRefused(String message) {
        super(message);
    }

    public ImportRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server said, in one line, and what to do about it. */
    public static ImportRefused by(SQLException refusal) {
        return new ImportRefused(
                "the database ended the import: " + said(refusal) + advice(refusal.getSQLState()), refusal);
    }

    /** The same, of a statement that prepares the tables or puts back what was set aside. */
    static ImportRefused by(SQLException refusal, String statement) {
        return new ImportRefused(
                "the database refused " + statement + ": " + said(refusal) + advice(refusal.getSQLState()), refusal);
    }

    /** The same, of a key or foreign key that is to come back where people have worked since. */
    static ImportRefused inTheWay(SQLException refusal, String table, String name) {
        String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
        return new ImportRefused(
                "nothing was changed: " + name + " of " + table + " could not be had back: " + said(refusal)
                        + (state.startsWith("23")
                                ? "; remove or change the rows that stand in its way, and try again"
                                : advice(state)),
                refusal);
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

    private static String advice(String sqlState) {
        String state = sqlState == null ? "" : sqlState;
        if (state.equals("53100")) {
            return "; make room on the server's disk and import again";
        }
        if (state.equals("57014")) {
            return "; somebody or something on the server cancelled it: import again";
        }
        if (state.equals("42501")) {
            return "; import as the owner of the schema's tables";
        }
        if (state.equals("55P03")) {
            return "; somebody else uses the tables: end their sessions and import again";
        }
        if (state.equals("25006")) {
            return "; import into the primary server, as a role without default_transaction_read_only";
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return "; the world does not fit the schema, which is a bug of ours: please report it";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "; once the server answers, import again";
        }
        return "";
    }
}
