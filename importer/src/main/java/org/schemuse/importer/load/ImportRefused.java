package org.schemuse.importer.load;

import java.sql.SQLException;

/** The database does not take the import. The message is one line: what, where, and what to do. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportRefused(String message) {
        super(message);
    }

    public ImportRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** What the server said, in one line, and what to do about it. */
    public static ImportRefused by(SQLException refusal) {
        String said = refusal.getMessage() == null
                ? refusal.toString()
                : refusal.getMessage().replaceAll("\\s*\\n\\s*", "; ");
        return new ImportRefused("the database ended the import: " + said + advice(refusal.getSQLState()), refusal);
    }

    private static String advice(String sqlState) {
        String state = sqlState == null ? "" : sqlState;
        if (state.equals("53100")) {
            return "; make room on the server's disk and import again";
        }
        if (state.equals("57014")) {
            return "; raise statement_timeout for this role, or do not cancel the statement, and import again";
        }
        if (state.equals("42501")) {
            return "; import as the owner of the schema's tables";
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return "; once the server is back, import again: what is left of this run is removed first";
        }
        return "";
    }
}
