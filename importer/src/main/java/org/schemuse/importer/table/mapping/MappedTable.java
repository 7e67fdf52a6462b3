package org.schemuse.importer.table.mapping;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.NearName;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.importer.table.shape.TableShape.Unique;

/** A mapping for a table: what it fills is known to be there, and to be of a type that it can fill. */
public final class MappedTable {
    private final TableShape shape;
    private final MappingFile mapping;
    private final boolean typed;
    private final List<Mapped> columns = new ArrayList<>();

    /**
     * A column that is mapped.
     *
     * @param key if it is a reference, how it refers; {@code null} of others
     */
    private record Mapped(
            ColumnMapping mapping,
            ColumnShape column,
            @Nullable NaturalKey key) {
        /** What it fills: the column, and behind it those beside the table that keep its natural key. */
        List<ColumnShape> filled() {
            List<ColumnShape> filled = new ArrayList<>(List.of(column));
            if (key != null) {
                filled.addAll(key.staged());
            }
            return filled;
        }
    }

    private MappedTable(TableShape shape, MappingFile mapping, boolean typed) {
        this.shape = shape;
        this.mapping = mapping;
        this.typed = typed;
    }

    /**
     * A mapping for a table.
     *
     * @param typed whether the file tells texts from other values, and may have objects in a field
     * @throws UnusableDumpException if the table does not fit; with the line
     */
    public static MappedTable of(Handle handle, TableShape shape, MappingFile mapping, boolean typed) {
        MappedTable table = new MappedTable(shape, mapping, typed);
        NaturalKeyReader keys = new NaturalKeyReader(handle, shape);
        for (ColumnMapping one : mapping.columns()) {
            ColumnShape column = table.column(one);
            table.refusal(one, column).ifPresent(reason -> {
                throw one.place()
                        .fault("column " + column.name() + " of type " + column.typeName() + " cannot be filled so: "
                                + reason);
            });
            NaturalKey key =
                    one.source() instanceof ColumnSource.Reference reference ? keys.read(one, column, reference) : null;
            table.columns.add(new Mapped(one, column, key));
        }
        return table;
    }

    private ColumnShape column(ColumnMapping one) {
        List<String> names = shape.columns().stream().map(ColumnShape::name).toList();
        ColumnShape column = shape.column(one.column())
                .orElseThrow(() -> one.place()
                        .fault(Finding.quote(one.column()) + " is no column of table " + shape.name()
                                + MappingEntry.oneOf(one.column(), names)));
        if (column.generated()) {
            throw one.place()
                    .fault("column " + column.name() + " is generated, so no value can be imported; remove it"
                            + " from the mapping");
        }
        return column;
    }

    private Optional<String> refusal(ColumnMapping one, ColumnShape column) {
        if (one.source() instanceof ColumnSource.Document) {
            return unless(ColumnTypes.isDocument(column), "object: is for columns of json and jsonb");
        }
        if (one.source() instanceof ColumnSource.NameBased) {
            return unless(
                    ColumnTypes.isUuid(column) || ColumnTypes.isText(column), "uuid: is for columns of uuid and texts");
        }
        Translation how = one.translation();
        if (how instanceof DatePattern date
                && !date.hasZone()
                && one.zone() == null
                && ColumnTypes.is(column, ColumnTypes.TIMESTAMPTZ)) {
            return Optional.of(
                    "the pattern has no offset, so the moment is not known; expected zone: beside it, or --zone");
        }
        return how == null ? Optional.empty() : how.refusal(column);
    }

    private static Optional<String> unless(boolean fits, String reason) {
        return fits ? Optional.empty() : Optional.of(reason);
    }

    /** The columns that the first fields of mapped rows fill, in their order; some of them are beside the table. */
    public List<ColumnShape> columns() {
        return columns.stream().flatMap(one -> one.filled().stream()).toList();
    }

    /** How columns refer to rows that the file knows by natural keys. */
    public List<NaturalKey> keys() {
        return columns.stream()
                .flatMap(one -> Optional.ofNullable(one.key()).stream())
                .toList();
    }

    /** Columns whose values are not known before all rows are staged, because rows refer to each other by natural keys. */
    public List<ColumnShape> defaults() {
        return keys().stream()
                .filter(NaturalKey::self)
                .map(NaturalKey::result)
                .filter(column -> column.hasDefault() && !column.generated())
                .distinct()
                .toList();
    }

    /**
     * Refuses a key by which rows of the table are found, if it is not known before references are.
     *
     * @throws UnusableDumpException with what to do
     */
    public void requireKnown(Unique key) {
        columns.stream()
                .filter(one ->
                        one.key() != null && key.columns().contains(one.column().name()))
                .findFirst()
                .filter(one -> !defaults().isEmpty())
                .ifPresent(one -> {
                    throw one.mapping()
                            .place()
                            .fault("rows of the file refer to each other, and key " + key.name()
                                    + " of --on-conflict has the reference "
                                    + one.column().name()
                                    + "; expected another key with --conflict-key, or a file with column "
                                    + defaults().get(0).name());
                });
    }

    /** The table, with a foreign key for each natural key that means rows of the same table and has none. */
    public TableShape shape() {
        List<ForeignKey> all = new ArrayList<>(shape.foreignKeys());
        keys().stream()
                .filter(key -> key.self() && !hasForeignKey(key))
                .forEach(key -> all.add(new ForeignKey(
                        "reference of " + key.column().name(),
                        List.of(key.column().name()),
                        key.target(),
                        List.of(key.result().name()),
                        List.of(key.resultOperator()),
                        true,
                        false,
                        false)));
        return new TableShape(
                shape.schema(),
                shape.name(),
                shape.kind(),
                shape.columns(),
                shape.uniques(),
                all,
                shape.checks(),
                shape.exclusions(),
                shape.rowSecurity());
    }

    private boolean hasForeignKey(NaturalKey key) {
        return shape.foreignKeys().stream()
                .anyMatch(one -> one.columns().contains(key.column().name()));
    }

    /** Whether a column gets its value from a natural key, once all rows are staged. */
    public boolean isReference(ColumnShape column) {
        return keys().stream().anyMatch(key -> key.column().equals(column));
    }

    /** What a column is called in reports: one beside the table, like the one that it is for. */
    public String reported(ColumnShape column) {
        return keys().stream()
                .filter(key -> key.staged().contains(column))
                .map(key -> key.column().name())
                .findFirst()
                .orElse(column.name());
    }

    /** Columns of which no value is shown. */
    public Set<String> hidden() {
        Set<String> hidden = new HashSet<>();
        columns.stream()
                .filter(one -> one.mapping().isSecret())
                .forEach(one -> hidden.add(one.column().name()));
        return hidden;
    }

    /** A value as reports show it. */
    public String shown(ColumnShape column, String value) {
        return hidden().contains(column.name()) ? Bcrypt.HIDDEN : Finding.quote(value);
    }

    /** The zone of times without an offset in a column; {@code null} if there is none. */
    public @Nullable ZoneId zone(ColumnShape column, @Nullable ZoneId given) {
        ZoneId usual = given == null ? mapping.zone() : given;
        return columns.stream()
                .filter(one -> one.column().equals(column))
                .flatMap(one -> Optional.ofNullable(one.mapping().zone()).stream())
                .findFirst()
                .orElse(usual);
    }

    /**
     * Rows whose first fields fill {@link #columns()}.
     *
     * @param file the rows of the file
     * @param judgedOnly whether anything in the form of a hash will do for one
     * @throws UnusableDumpException if the mapping names a field that the file does not have; then the file is closed
     */
    public RowReader rows(RowReader file, boolean judgedOnly) throws IOException {
        if (mapping.isNone()) {
            return file;
        }
        try {
            return mappedRows(file, judgedOnly);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private RowReader mappedRows(RowReader file, boolean judgedOnly) {
        MappedRows rows = new MappedRows(file, typed);
        Map<Integer, Bcrypt> hashed = new HashMap<>();
        int place = 0;
        for (Mapped one : columns) {
            if (one.mapping().translation() instanceof Bcrypt how) {
                hashed.put(place, how);
            }
            List<ColumnShape> filled = one.filled();
            rows.add(filler(one, rows), filled.stream().map(ColumnShape::name).toList());
            place += filled.size();
        }
        rows.begin(new MappedRows.Taken(taken(), secrets(), mapping.rule()), places());
        return hashed.isEmpty() ? rows : new HashedRows(rows, hashed, judgedOnly);
    }

    private Filler filler(Mapped one, MappedRows rows) {
        ColumnMapping how = one.mapping();
        ColumnShape column = one.column();
        if (how.source() instanceof ColumnSource.Fixed fixed) {
            return (from, to, at) -> {
                to.set(at, fixed.value().kind(), fixed.value().text());
                return null;
            };
        } else if (how.source() instanceof ColumnSource.Document document) {
            return new ObjectFiller(document, how.rule(), rows::field);
        } else if (how.source() instanceof ColumnSource.NameBased uuid) {
            List<FieldSource> fields = uuid.fields().stream().map(rows::field).toList();
            return new UuidFiller(fields, uuid.namespace(), how.rule());
        } else if (how.source() instanceof ColumnSource.Reference reference) {
            List<FieldSource> fields =
                    reference.key().values().stream().map(rows::field).toList();
            return new ReferenceFiller(
                    column.name(),
                    fields,
                    fields.stream()
                            .map(field -> new FieldFiller(field, how, column, typed))
                            .toList());
        }
        FieldSource field = rows.field(how.source().fields().get(0));
        return !typed && how.isRename() ? field::copy : new FieldFiller(field, how, column, typed);
    }

    /** Fields that go only where the mapping says; of a path, the field at its beginning. */
    private Set<String> taken() {
        Set<String> taken = new HashSet<>();
        columns.stream().filter(one -> one.mapping().takes()).forEach(one -> addNames(one, taken));
        columns.stream()
                .filter(one -> !one.mapping().takes())
                .flatMap(one -> one.mapping().source().fields().stream())
                .filter(field -> !hasFreeColumn(field))
                .forEach(taken::add);
        return taken;
    }

    /** Whether a field has a column of its own name, which the mapping does not fill. */
    private boolean hasFreeColumn(String field) {
        String wanted = NearName.folded(field);
        return shape.columns().stream()
                .filter(column -> columns.stream().noneMatch(one -> one.column().equals(column)))
                .anyMatch(column -> NearName.folded(column.name()).equals(wanted));
    }

    private void addNames(Mapped one, Set<String> names) {
        for (String field : one.mapping().source().fields()) {
            names.add(field);
            int dot = field.indexOf('.');
            if (typed && dot > 0) {
                names.add(field.substring(0, dot));
            }
        }
    }

    private Set<String> secrets() {
        Set<String> secrets = new HashSet<>();
        columns.stream().filter(one -> one.mapping().isSecret()).forEach(one -> addNames(one, secrets));
        return secrets;
    }

    /** Where the mapping names a field first. */
    private Map<String, MappingEntry> places() {
        Map<String, MappingEntry> places = new LinkedHashMap<>();
        for (Mapped one : columns) {
            one.mapping()
                    .source()
                    .fields()
                    .forEach(field -> places.putIfAbsent(field, one.mapping().place()));
        }
        return places;
    }

    /** Whether a row takes long, because passwords are hashed. */
    public boolean isSlow() {
        return columns.stream().anyMatch(one -> one.mapping().isSecret());
    }

    /** Fields that are left out. */
    public Set<String> skipped() {
        return mapping.skipped();
    }
}
