package org.schemuse.importer.export;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Rows of a query, some thousand at a time, whose first column says which object they belong to. */
final class Cursor implements AutoCloseable {
    private static final int AT_A_TIME = 2_000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean ahead;
    private boolean exhausted;

    Cursor(Handle handle, String query) throws SQLException {
        // pgjdbc takes ?? for the operator ?.
        statement = handle.getConnection().prepareStatement(query.replace("?", "??"));
        statement.setFetchSize(AT_A_TIME);
        rows = statement.executeQuery();
    }

    boolean next() throws SQLException {
        return rows.next();
    }

    /** The current row. */
    ResultSet row() {
        return rows;
    }

    /** Whether the next row that was not taken yet belongs to this object. */
    boolean at(int position) throws SQLException {
        if (!ahead && !exhausted) {
            ahead = rows.next();
            exhausted = !ahead;
        }
        return ahead && rows.getInt(1) == position;
    }

    ResultSet take() {
        ahead = false;
        return rows;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
