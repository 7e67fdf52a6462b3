package org.schemuse.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A prepared query, timed from the call to its last row. */
final class Select implements AutoCloseable {
    private final PreparedStatement statement;
    private final List<String> last;

    /** @param last values of the parameters behind those that differ from call to call */
    Select(Connection connection, String sql, List<String> last) throws SQLException {
        this.statement = connection.prepareStatement(sql);
        this.last = last;
    }

    double milliseconds(List<String> first) throws SQLException {
        int parameter = 1;
        for (String value : first) {
            statement.setString(parameter++, value);
        }
        for (String value : last) {
            statement.setString(parameter++, value);
        }
        long start = System.nanoTime();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
