package org.schemuse.importer.table.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.postgres.Quoting;

/** Looks up in the system catalog what the references of a mapping mean. */
final class NaturalKeyReader {
    /** Names of columns of the staging table begin so that no table has them. */
    private static final String STAGED = "schemuse_key_";

    private static final String EQUALITY = """
            SELECT 'OPERATOR(' || quote_ident(n.nspname) || '.' || o.oprname || ')'
            FROM pg_opclass c
                JOIN pg_amop a ON a.amopfamily = c.opcfamily AND a.amopstrategy = 3
                    AND a.amoplefttype = c.opcintype AND a.amoprighttype = c.opcintype
                JOIN pg_operator o ON o.oid = a.amopopr
                JOIN pg_namespace n ON n.oid = o.oprnamespace
            WHERE c.opcmethod = 403 AND c.opcdefault AND c.opcintype = :type
            """;

    private static final int BPCHAR = 1042;

    private final Handle handle;
    private final TableShape shape;
    private int staged;

    NaturalKeyReader(Handle handle, TableShape shape) {
        this.handle = handle;
        this.shape = shape;
    }

    NaturalKey read(ColumnMapping mapping, ColumnShape column, ColumnSource.Reference reference) {
        TableShape target = table(mapping, reference.table());
        List<ColumnShape> key = new ArrayList<>();
        List<ColumnShape> beside = new ArrayList<>();
        for (String name : reference.key().keySet()) {
            ColumnShape one = target.column(name)
                    .orElseThrow(() -> mapping.place()
                            .fault(Finding.quote(name) + " is no column of table " + reference.table()
                                    + MappingEntry.oneOf(name, names(target))));
            key.add(one);
            beside.add(staged(one));
        }
        ColumnShape result = result(mapping, column, target);
        return new NaturalKey(
                column,
                Quoting.qualified(target.schema(), target.name()),
                reference.table(),
                key,
                key.stream().map(this::equality).toList(),
                beside,
                result,
                equality(result),
                isUnique(target, reference.key().keySet()),
                target.schema().equals(shape.schema()) && target.name().equals(shape.name()));
    }

    /** The operator of the type's own order; the server finds that of other types among its own. */
    private String equality(ColumnShape column) {
        return handle.createQuery(EQUALITY)
                .bind("type", column.baseType())
                .mapTo(String.class)
                .findOne()
                .orElse("OPERATOR(pg_catalog.=)");
    }

    private static List<String> names(TableShape table) {
        return table.columns().stream().map(ColumnShape::name).toList();
    }

    /** A table of the same schema, or of the one before the dot. */
    private TableShape table(ColumnMapping mapping, String name) {
        Optional<TableShape> found = TableShapes.read(handle, shape.schema(), name);
        int dot = name.indexOf('.');
        if (found.isEmpty() && dot > 0) {
            found = TableShapes.read(handle, name.substring(0, dot), name.substring(dot + 1));
        }
        return found.orElseThrow(() -> mapping.place()
                .fault("column " + mapping.column()
                        + " refers to table " + Finding.quote(name) + ", which schema \"" + shape.schema()
                        + "\" does not have"
                        + TableShapes.nearest(handle, shape.schema(), name).stream()
                                .findFirst()
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("; expected one of its tables, or one with its schema, such as app.users")));
    }

    /** What the foreign key of the column refers to, or else the primary key of the target. */
    private ColumnShape result(ColumnMapping mapping, ColumnShape column, TableShape target) {
        List<ForeignKey> keys = shape.foreignKeys().stream()
                .filter(key -> key.columns().contains(column.name()))
                .toList();
        for (ForeignKey key : keys) {
            if (isSame(key.target(), target)) {
                String name = key.targetColumns().get(key.columns().indexOf(column.name()));
                return target.column(name).orElseThrow();
            }
        }
        if (!keys.isEmpty()) {
            throw mapping.place()
                    .fault("column " + column.name() + " refers to table "
                            + keys.get(0).target()
                            + " by foreign key " + keys.get(0).name() + ", and the mapping says " + target.name()
                            + "; expected the same table");
        }
        return target.uniques().stream()
                .filter(key -> key.primary() && key.columns().size() == 1)
                .flatMap(key -> target.column(key.columns().get(0)).stream())
                .findFirst()
                .orElseThrow(() -> mapping.place()
                        .fault("column " + column.name() + " has no foreign key, and table "
                                + target.name()
                                + " has no primary key of one column, so it is not known what refers to its rows;"
                                + " expected one of both"));
    }

    private boolean isSame(String foreignKeyTarget, TableShape target) {
        return handle.createQuery("SELECT to_regclass(:one) = to_regclass(:other)")
                .bind("one", foreignKeyTarget)
                .bind("other", Quoting.qualified(target.schema(), target.name()))
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean isUnique(TableShape target, Set<String> key) {
        return target.uniques().stream()
                .filter(unique -> unique.predicate() == null
                        && unique.columns().size() == unique.keys().size())
                .map(Unique::columns)
                .anyMatch(key::containsAll);
    }

    /** A column of the staging table for values of a key. It has no length: a longer text is a key that no row has. */
    private ColumnShape staged(ColumnShape key) {
        String type = key.modifier() < 0 || key.baseTypeName().startsWith("bit(")
                ? key.baseTypeName()
                : key.baseType() == BPCHAR ? "bpchar" : key.baseTypeName().replaceFirst("\\([0-9, -]*\\)", "");
        return new ColumnShape(
                STAGED + ++staged,
                type,
                key.baseType(),
                type,
                -1,
                false,
                key.labels(),
                key.element(),
                key.elementLabels(),
                false,
                null,
                false,
                ColumnShape.Identity.NONE);
    }
}
