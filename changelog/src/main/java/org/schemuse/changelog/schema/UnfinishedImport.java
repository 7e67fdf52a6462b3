package org.schemuse.changelog.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An import that says it is still running: it is, or it was cut off. */
public record UnfinishedImport(UUID id, String source, Instant startedAt) {
    private static final String TABLE = "import_runs";

    /** Those of a schema, the oldest first; none where it has no table of imports. */
    static List<UnfinishedImport> in(SchemaSession session, String schema) throws SQLException {
        List<UnfinishedImport> unfinished = new ArrayList<>();
        if (!session.relations().contains(TABLE)) {
            return unfinished;
        }
        String sql = "SELECT id, source, started_at FROM " + SchemaSession.quoted(schema) + "." + TABLE
                + " WHERE state = 'running' ORDER BY started_at";
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                unfinished.add(new UnfinishedImport(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant()));
            }
        }
        return unfinished;
    }
}
