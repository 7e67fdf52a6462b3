package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.postgres.Quoting;

/**
 * Looks up the texts of a field in the table that a foreign key refers to: in the columns of the key, and in each column that is
 * unique by itself. Of a large file, so many different texts are looked up and no more.
 */
final class ReferenceSearch {
    /** How many different texts are looked up. */
    static final int SAMPLE = 1_000;

    private static final String UNIQUE_COLUMNS = """
            SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
            WHERE i.indrelid = CAST(:target AS regclass) AND i.indisunique AND i.indisvalid AND i.indnkeyatts = 1
                AND i.indpred IS NULL AND i.indexprs IS NULL
            ORDER BY NOT i.indisprimary, a.attnum
            """;

    private final Handle handle;
    private final TableShape shape;

    ReferenceSearch(Handle handle, TableShape shape) {
        this.handle = handle;
        this.shape = shape;
    }

    /** The foreign key of a column alone. */
    static Optional<ForeignKey> keyOf(TableShape shape, ColumnShape column) {
        return shape.foreignKeys().stream()
                .filter(key -> key.columns().equals(List.of(column.name())))
                .findFirst();
    }

    /** What the texts of a trial refer to. */
    ReferenceFinding of(ColumnTrial trial) {
        ForeignKey key = keyOf(shape, trial.column()).orElse(null);
        if (key == null || trial.words().isEmpty()) {
            return ReferenceFinding.NONE;
        }
        Collection<String> texts = trial.words().keySet();
        String own = key.targetColumns().get(0);
        Set<String> inOwn = found(key.target(), own, texts);
        boolean rows = !inOwn.isEmpty() || hasRows(key.target());
        if (inOwn.size() == texts.size() || (key.self() && !rows)) {
            return ReferenceFinding.NONE;
        }
        if (!rows) {
            String none = "refers to " + table(key.target()) + ", which has no row yet";
            return new ReferenceFinding("", List.of(none), texts.size());
        }
        return natural(key, own, inOwn, trial);
    }

    private ReferenceFinding natural(ForeignKey key, String own, Set<String> inOwn, ColumnTrial trial) {
        Collection<String> texts = trial.words().keySet();
        String best = own;
        Set<String> most = inOwn;
        for (String column : uniqueColumns(key.target())) {
            Set<String> found = column.equals(own) ? inOwn : found(key.target(), column, texts);
            if (found.size() > most.size()) {
                best = column;
                most = found;
            }
        }
        List<String> doubts = new ArrayList<>();
        String place = table(key.target()) + "." + best;
        Set<String> known = most;
        Misfits missing = new Misfits();
        trial.words().forEach((word, line) -> {
            if (!known.contains(word)) {
                missing.add(word, line);
            }
        });
        if (missing.count() > 0) {
            doubts.add(missing.count() + " of " + Misfits.counted(texts.size(), "different text")
                    + (missing.count() == 1 ? " is" : " are") + " not in " + place + ": " + missing.first());
        }
        if (trial.hasMoreWords()) {
            doubts.add("only the first " + texts.size() + " different texts were looked up");
        }
        // A few texts that are found may be so by chance.
        boolean natural = !best.equals(own) && most.size() * 2 > texts.size();
        return new ReferenceFinding(natural ? place : "", doubts, missing.count());
    }

    private List<String> uniqueColumns(String target) {
        return handle.createQuery(UNIQUE_COLUMNS)
                .bind("target", target)
                .mapTo(String.class)
                .list();
    }

    private boolean hasRows(String target) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM <target>)")
                .define("target", target)
                .mapTo(Boolean.class)
                .one();
    }

    private Set<String> found(String target, String column, Collection<String> texts) {
        return handle.createQuery("SELECT looked.word FROM unnest(CAST(:texts AS text[])) AS looked (word)"
                        + " WHERE EXISTS (SELECT FROM <target> AS t WHERE CAST(t.<column> AS text) = looked.word)")
                .define("target", target)
                .define("column", Quoting.identifier(column))
                .bindArray("texts", String.class, texts)
                .mapTo(String.class)
                .set();
    }

    /** The name of the table alone if it is in the same schema, otherwise with its schema. */
    private String table(String target) {
        String schema = quoted(shape.schema()) + ".";
        return (target.startsWith(schema) ? target.substring(schema.length()) : target).replace("\"", "");
    }

    /** As the server quotes a name, only if it must. */
    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : Quoting.identifier(name);
    }
}
