package org.schemuse.changelog.dictionary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What one live schema contains. Everything is sorted by name in byte order, and printed by PostgreSQL as seen from
 * within the schema, so that the same schema yields the same dictionary on every server from 15 to 18. Left out are the
 * ledger of applied changesets, partitions, and what extensions put there.
 *
 * @param comment null if there is none
 * @param relations tables and views
 * @param routines functions and procedures; of those with one name, by their arguments
 */
public record Dictionary(
        String schema,
        String comment,
        List<Relation> relations,
        List<Routine> routines,
        List<EnumType> enums,
        List<CompositeType> composites,
        List<Domain> domains) {

    /** An enum; the labels are in their own order. */
    public record EnumType(
            String name, List<String> labels, @Nullable String comment) {}

    /** A composite type that is no table's. */
    public record CompositeType(
            String name, List<Column> attributes, @Nullable String comment) {}

    /** A domain; {@code constraints} are definitions. */
    public record Domain(
            String name,
            String base,
            List<String> constraints,
            @Nullable String comment) {}

    /**
     * Reads a schema in one read-only transaction, so that all of it is of one moment.
     *
     * @param schema as the system catalog has it, without quotes
     * @return empty if the database has no schema of this name
     * @throws UnreadableSchema if the server cannot be reached, or refuses a query
     */
    public static Optional<Dictionary> read(DataSource database, String schema) {
        try (Connection connection = database.getConnection()) {
            return new DictionaryReader(connection).read(schema);
        } catch (SQLException e) {
            throw new UnreadableSchema(schema, e);
        }
    }

    /** Tables and foreign tables, without views. */
    Stream<Relation> tables() {
        return relations.stream().filter(each -> each.head().kind().isTable());
    }

    Stream<Relation> views() {
        return relations.stream().filter(each -> !each.head().kind().isTable());
    }
}
