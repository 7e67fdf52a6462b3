package org.schemuse.importer.mud.export;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** Rows of a query, some thousand at a time, whose first column says which object they belong to. */
public final class RowCursor implements AutoCloseable {
    private static final int AT_A_TIME = 2_000;

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean ahead;
    private boolean exhausted;

    /** Runs a query, whose rows come as they are asked for. */
    public RowCursor(Handle handle, String query) throws SQLException {
        // pgjdbc takes ?? for the operator ?.
        statement = handle.getConnection().prepareStatement(query.replace("?", "??"));
        statement.setFetchSize(AT_A_TIME);
        rows = statement.executeQuery();
    }

    /** Goes to the next row; false behind the last one. */
    public boolean next() throws SQLException {
        return rows.next();
    }

    /** The current row. */
    public ResultSet row() {
        return rows;
    }

    /** Whether the next row that was not taken yet belongs to this object; rows of earlier ones are passed over. */
    public boolean at(int position) throws SQLException {
        while (!exhausted && (!ahead || rows.getInt(1) < position)) {
            ahead = rows.next();
            exhausted = !ahead;
        }
        return ahead && rows.getInt(1) == position;
    }

    /** The row that {@link #at} spoke of. */
    public ResultSet take() {
        ahead = false;
        return rows;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
