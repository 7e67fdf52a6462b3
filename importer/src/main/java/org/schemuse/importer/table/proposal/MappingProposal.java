package org.schemuse.importer.table.proposal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShapes;

/** Proposes how the fields of a file fill the columns of a table that exists. Changes nothing in the database. */
public final class MappingProposal {
    private final TableShape shape;
    private final FileSurvey<FieldTrials> survey;
    private final List<ColumnEntry> entries = new ArrayList<>();
    private final List<ColumnEntry> missing = new ArrayList<>();
    private final List<String> unused = new ArrayList<>();

    private MappingProposal(TableShape shape, FileSurvey<FieldTrials> survey) {
        this.shape = shape;
        this.survey = survey;
    }

    /**
     * Reads the whole file.
     *
     * @throws UnusableDumpException if the file cannot be read to its end
     * @throws ImportRefusedException if there is no such table, or the server ends the work
     */
    public static Mapping of(
            DumpSource source, TableFileOptions options, TargetSchema schema, String table, ImportListener listener)
            throws IOException {
        try (Handle handle = schema.open()) {
            TableShape shape = TableShapes.existing(handle, schema.name(), table);
            TableFile file = TableFile.recognise(source, withFields(options, shape));
            TrialRows scratch = new TrialRows();
            FileSurvey<FieldTrials> survey =
                    new FileSurvey<>(source, file, field -> new FieldTrials(field, shape, file.isTyped(), scratch));
            return new MappingProposal(shape, survey.read(listener))
                    .mapping(handle, new Mapping.FileOrigin(FileSurvey.label(source), file.isTyped()));
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, ImportRefusedException.During.IMPORT);
        }
    }

    /** A text file has no header; unless its fields are named, they are the table's columns. */
    private static TableFileOptions withFields(TableFileOptions options, TableShape shape) {
        if (options.format() != TableFile.Format.TEXT || !options.csv().names().isEmpty()) {
            return options;
        }
        List<String> names = shape.columns().stream()
                .filter(column -> !column.generated())
                .map(ColumnShape::name)
                .toList();
        return new TableFileOptions(
                options.format(), options.charset(), options.csv().withoutHeader(names));
    }

    private Mapping mapping(Handle handle, Mapping.FileOrigin origin) {
        FieldPairs pairs = new FieldPairs(shape.columns(), survey.watches());
        unused.addAll(pairs.left());
        ReferenceSearch references = new ReferenceSearch(handle, shape);
        for (ColumnShape column : shape.columns()) {
            FieldPairs.Pair pair = pairs.byColumn().get(column.name());
            if (pair != null) {
                entries.add(entry(pair, references));
            }
        }
        for (ColumnShape column : shape.columns()) {
            if (!pairs.byColumn().containsKey(column.name()) && !column.generated() && !nested(column)) {
                lacking(column, pairs.open(column.name()));
            }
        }
        long misfits = entries.stream().mapToLong(ColumnEntry::misfits).max().orElse(0);
        boolean complete = missing.stream().allMatch(entry -> entry.misfits() == 0) && unused.isEmpty();
        return new Mapping(
                shape,
                origin,
                survey.rows() + survey.unreadable(),
                survey.unreadable() + (complete ? misfits : survey.rows()),
                entries,
                missing,
                unused,
                survey.doubts());
    }

    private ColumnEntry entry(FieldPairs.Pair pair, ReferenceSearch references) {
        ColumnEntry plan = ColumnPlan.of(pair.trial(), pair.field(), references.of(pair.trial()), survey.rows());
        List<String> doubts = new ArrayList<>();
        if (!pair.doubt().isEmpty()) {
            doubts.add(pair.doubt());
        }
        doubts.addAll(plan.doubts());
        return new ColumnEntry(plan.column(), plan.field(), plan.keys(), doubts, plan.misfits());
    }

    /** A document from the fields whose names begin with the name of the column and a dot. */
    private boolean nested(ColumnShape column) {
        String prefix = column.name() + ".";
        List<String> parts =
                unused.stream().filter(field -> field.startsWith(prefix)).toList();
        if (parts.isEmpty() || ColumnKind.of(column) != ColumnKind.DOCUMENT) {
            return false;
        }
        Map<String, String> object = new LinkedHashMap<>();
        parts.forEach(field -> object.put(field.substring(prefix.length()), field));
        unused.removeAll(parts);
        entries.add(new ColumnEntry(column.name(), "", Map.of("object", YamlWords.map(object)), List.of(), 0));
        return true;
    }

    private void lacking(ColumnShape column, String open) {
        boolean required = column.notNull() && !column.hasDefault();
        List<String> doubts = new ArrayList<>();
        if (!open.isEmpty()) {
            doubts.add("may be filled by " + open);
        }
        if (required) {
            doubts.add("must have a value, and no field has one");
        }
        boolean uuid = column.baseTypeName().equals("uuid");
        Map<String, String> keys = new LinkedHashMap<>();
        if (required && uuid) {
            keys.put("uuid", YamlWords.list(key()));
            keys.put("namespace", YamlWords.scalar("https://example.org/" + shape.name()));
        }
        missing.add(new ColumnEntry(
                column.name(), keys.isEmpty() ? "FIELD" : "", keys, doubts, required ? survey.rows() : 0));
    }

    /** The fields of the first key that the file has all columns of. */
    private List<String> key() {
        Map<String, String> fields = new LinkedHashMap<>();
        entries.forEach(entry -> fields.put(entry.column(), entry.field()));
        return shape.uniques().stream()
                .map(TableShape.Unique::columns)
                .filter(columns -> !columns.isEmpty() && fields.keySet().containsAll(columns))
                .findFirst()
                .map(columns -> columns.stream().map(fields::get).toList())
                .orElse(List.of("FIELD"));
    }
}
