package org.schemuse.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server or the driver says of a failure, in one line. No line contains a row that a constraint refused. */
public final class ServerMessage {
    private ServerMessage() {}

    /**
     * The message and the hint, without severity, detail, position and statement.
     *
     * @return such as {@code relation "x" does not exist}; what the driver says if the server said nothing
     */
    public static String brief(SQLException e) {
        ServerErrorMessage server = ofServer(e);
        if (server == null || server.getMessage() == null) {
            return oneLine(String.valueOf(e.getMessage()), " ");
        }
        return oneLine(server.getMessage() + (server.getHint() == null ? "" : ". " + server.getHint()), " ");
    }

    /**
     * Everything that the driver passes on, its lines separated by semicolons. Of a row that is NULL where it may not be,
     * or that breaks a check, only the message: the server's detail of it is the row, which may hold secrets.
     *
     * @return such as {@code ERROR: duplicate key value …; Detail: Key (username)=(bob) already exists.}
     */
    public static String full(SQLException e) {
        ServerErrorMessage server = ofServer(e);
        if (SqlState.of(e) == SqlState.ROW_REFUSED && server != null) {
            return oneLine("ERROR: " + server.getMessage(), "; ");
        }
        return e.getMessage() == null ? e.toString() : oneLine(e.getMessage(), "; ");
    }

    private static @Nullable ServerErrorMessage ofServer(SQLException e) {
        return e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    }

    private static String oneLine(String text, String between) {
        return text.strip().replaceAll("\\s*\\R\\s*", between);
    }
}
