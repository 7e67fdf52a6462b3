package org.schemuse.changelog.dictionary;

import java.sql.SQLException;

/** The server refused to tell what stands in a schema. The cause is its answer. */
public final class UnreadableSchema extends RuntimeException {
    UnreadableSchema(String schema, SQLException cause) {
        super("schema \"" + schema + "\" cannot be read: " + cause.getMessage(), cause);
    }
}
