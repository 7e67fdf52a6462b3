package org.schemuse.importer.table.proposal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;

/** A table for the rows of a file as its schema file says; the rows are read to find those that contradict it. */
public final class SchemaProposal {
    private final RowSchema schema;
    private final ColumnNames names = new ColumnNames();
    private final Map<String, String> columns = new LinkedHashMap<>();

    private SchemaProposal(RowSchema schema) {
        this.schema = schema;
        schema.fields().forEach(field -> columns.put(field.name(), names.of(field.name())));
    }

    /**
     * Reads the whole file.
     *
     * @param table the name of the table, plain
     * @throws UnusableDumpException if the schema or the file cannot be read to its end
     */
    public static NewTable of(
            DumpSource source, TableFileOptions options, Path schemaFile, String table, ImportListener listener)
            throws IOException {
        RowSchema schema = SchemaFile.read(schemaFile);
        if (schema.fields().isEmpty()) {
            throw new UnusableDumpException(schemaFile + ": has no field; expected the fields of the file");
        }
        TableFile file = TableFile.recognise(source, options);
        TrialRows scratch = new TrialRows();
        FileSurvey<Watch> survey =
                new FileSurvey<>(source, file, name -> new Watch(name, schema, file.isTyped(), scratch));
        return new SchemaProposal(schema).table(table, FileSurvey.label(source), survey.read(listener));
    }

    /** Watches a field, which the schema may not have. */
    private static final class Watch implements FileSurvey.FieldWatch {
        private final @Nullable FieldRule rule;
        private final List<String> missing;
        private final Misfits misfits = new Misfits();
        private long values;

        Watch(String field, RowSchema schema, boolean typed, TrialRows scratch) {
            this.rule = schema.field(field)
                    .map(known -> new FieldRule(known, typed, scratch))
                    .orElse(null);
            this.missing = typed ? List.of() : schema.missingValues();
        }

        @Override
        public void see(Kind kind, @Nullable String text, long line) {
            if (kind != Kind.NULL && text != null && !missing.contains(text)) {
                values++;
                if (rule != null && !rule.takes(kind, text)) {
                    misfits.add(text, line);
                }
            }
        }
    }

    private NewTable table(String table, String label, FileSurvey<Watch> survey) {
        Map<String, Watch> watches = new LinkedHashMap<>();
        for (int i = 0; i < survey.fields().size(); i++) {
            watches.put(survey.fields().get(i), survey.watches().get(i));
        }
        List<String> doubts = new ArrayList<>(survey.doubts());
        survey.fields().stream()
                .filter(field -> schema.field(field).isEmpty())
                .forEach(field -> doubts.add(
                        "the schema has no field " + Finding.quote(field) + ", so the table has no column for it"));
        if (!schema.missingValues().equals(RowSchema.USUAL_MISSING)) {
            doubts.add("texts that mean no value, which a mapping must name: null: "
                    + YamlWords.list(schema.missingValues()));
        }
        List<NewTable.Reference> keys = foreignKeys(table);
        keys.stream()
                .filter(key -> !key.table().equals(table))
                .forEach(key -> doubts.add("table " + key.table() + " must exist before this changeset runs"));
        long misfits = watches.values().stream()
                .mapToLong(watch -> watch.misfits.count())
                .max()
                .orElse(0);
        return new NewTable(
                table,
                schema.title().isEmpty() ? "Rows of " + label + "." : schema.title(),
                schema.fields().stream()
                        .map(field -> column(field, watches.get(field.name()), survey.rows()))
                        .toList(),
                named(schema.primaryKey()),
                keys,
                doubts,
                survey.rows() + survey.unreadable(),
                survey.unreadable() + misfits);
    }

    private NewColumn column(FieldSchema field, @Nullable Watch watch, long rows) {
        List<String> doubts = new ArrayList<>(field.doubts());
        String name = columns.getOrDefault(field.name(), field.name());
        boolean primary = schema.primaryKey().contains(field.name());
        if (watch == null) {
            doubts.add("the file has no field " + Finding.quote(field.name()));
        } else {
            if (watch.misfits.count() > 0) {
                doubts.add(watch.misfits.of(rows));
            }
            if ((field.required() || primary) && watch.values < rows) {
                doubts.add("must have a value, and " + (rows - watch.values) + " of " + Misfits.counted(rows, "row")
                        + " have none");
            }
        }
        TypeChoice.nameDoubt(field.name(), name).ifPresent(doubts::add);
        return new NewColumn(
                name,
                field.name(),
                field.sql(),
                field.required() || primary,
                false,
                field.unique(),
                field.checks(ChangesetText.name(name)),
                field.description().isEmpty()
                        ? "Field " + Finding.quote(field.name()) + " of the file."
                        : field.description(),
                doubts);
    }

    private List<String> named(List<String> fields) {
        return fields.stream().map(field -> columns.getOrDefault(field, field)).toList();
    }

    /** An empty name of a table means the table itself. */
    private List<NewTable.Reference> foreignKeys(String table) {
        return schema.foreignKeys().stream()
                .map(key -> new NewTable.Reference(
                        named(key.columns()),
                        key.table().isEmpty() ? table : key.table(),
                        key.table().isEmpty() ? named(key.targets()) : key.targets()))
                .toList();
    }
}
