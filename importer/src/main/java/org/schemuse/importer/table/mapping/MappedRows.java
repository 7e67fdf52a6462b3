package org.schemuse.importer.table.mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.shape.NearName;

/** The rows of a file with the columns that a mapping fills as their first fields, and then the fields that it does not name. */
final class MappedRows implements RowReader {
    private static final int TAKEN = -1;

    private final RowReader file;
    private final boolean typed;
    private final Map<String, FieldSource> sources = new LinkedHashMap<>();
    private final List<Filler> fillers = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final FileRow row = new FileRow();
    private final Cell cell = new Cell();
    private Taken taken = new Taken(Set.of(), Set.of(), TextRule.NONE);

    /** The field of a row that a field of the file becomes; {@link #TAKEN} if the mapping takes it. */
    private final List<Integer> passed = new ArrayList<>();

    /**
     * What is known of the fields that are not mapped.
     *
     * @param fields that the mapping takes
     * @param secrets fields of which no value is shown
     * @param rule for texts of the others
     */
    record Taken(Set<String> fields, Set<String> secrets, TextRule rule) {}

    MappedRows(RowReader file, boolean typed) {
        this.file = file;
        this.typed = typed;
    }

    /** A field of the file, before the first row is read. */
    FieldSource field(String name) {
        return sources.computeIfAbsent(name, field -> new FieldSource(field, typed));
    }

    /** Adds what fills the next fields of each row, which have these names. */
    void add(Filler filler, List<String> columns) {
        fillers.add(filler);
        places.add(names.size());
        names.addAll(columns);
    }

    /**
     * Ends the preparation.
     *
     * @param place where the mapping names a field first, by the field
     * @throws UnusableDumpException if it names a field that a header does not have
     */
    void begin(Taken notMapped, Map<String, MappingEntry> place) {
        taken = notMapped;
        List<String> header = typed ? List.of() : file.fields();
        place.forEach((field, entry) -> {
            if (!typed && !header.contains(field)) {
                throw entry.fault("the file has no field \"" + field + "\"" + MappingEntry.oneOf(field, header));
            }
        });
        seeFields();
    }

    private void seeFields() {
        for (int number = passed.size(); number < file.fields().size(); number++) {
            String field = file.fields().get(number);
            for (FieldSource source : sources.values()) {
                source.see(field, number);
            }
            if (taken.fields().contains(field)) {
                passed.add(TAKEN);
            } else {
                passed.add(names.size());
                names.add(field);
            }
        }
    }

    @Override
    public List<String> fields() {
        return Collections.unmodifiableList(names);
    }

    @Override
    public boolean next(FileRow to) throws IOException {
        if (!file.next(row)) {
            return false;
        }
        if (passed.size() < file.fields().size()) {
            seeFields();
        }
        to.begin(row.number(), row.line());
        RowProblem problem = row.problem() == null ? fill(to) : shown(row.problem());
        if (problem != null) {
            to.refuse(problem);
        }
        return true;
    }

    private @Nullable RowProblem fill(FileRow to) {
        for (int i = 0; i < fillers.size(); i++) {
            RowProblem problem = fillers.get(i).fill(row, to, places.get(i));
            if (problem != null) {
                return problem;
            }
        }
        for (int field = 0; field < passed.size(); field++) {
            int place = passed.get(field);
            if (place != TAKEN && row.kind(field) != Kind.ABSENT) {
                pass(field, to, place);
            }
        }
        return null;
    }

    private void pass(int field, FileRow to, int place) {
        if (taken.rule().isNone()) {
            to.set(place, row.kind(field), row.text(field));
            return;
        }
        cell.set(row.kind(field), row.text(field));
        taken.rule().trim(cell);
        taken.rule().forgetNulls(cell);
        to.set(place, cell.kind(), cell.textOrNull());
    }

    /** What is found in a row that cannot be read at all may be a part of any field. */
    private RowProblem shown(RowProblem problem) {
        boolean secret = problem.field() == null
                ? problem.fault() == RowFault.BAD_STRUCTURE && !taken.secrets().isEmpty()
                : taken.secrets().contains(problem.field());
        return secret ? new RowProblem(problem.fault(), problem.field(), problem.expected(), Bcrypt.HIDDEN) : problem;
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    /** Fields of the mapping that no row has had, which a file without a header cannot tell before. */
    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(file.notes());
        sources.values().stream()
                .filter(source -> typed && !source.isFound())
                .forEach(source -> notes.add("no row has field \"" + source.name() + "\", which the mapping names"
                        + NearName.of(source.name(), file.fields()).stream()
                                .findFirst()
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("")));
        sources.values().stream()
                .filter(source -> source.strays() > 0)
                .forEach(source -> notes.add("field \"" + source.name() + "\" has no value in " + source.strays()
                        + (source.strays() == 1 ? " row" : " rows")
                        + " that have something else than an object there"));
        return notes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
