package org.schemuse.importer.table.proposal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;

/** Proposes a table for the rows of a file, with types that lose nothing, and with the keys that the rows have. */
public final class NewTableProposal {
    /** So many fields have a large buffer each; the fields of wider files have small ones. */
    private static final int FEW_FIELDS = 64;

    private static final int LARGE_BUFFER = 1 << 16;
    private static final int SMALL_BUFFER = 1 << 10;
    /** A key must fit into a page of its index. */
    private static final int LONGEST_KEY = 500;

    /** In fewer rows, values differ by chance. */
    private static final int MANY_ROWS = 20;

    private static final Pattern KEY_NAME = Pattern.compile("id|uuid|guid|key|code|no|nr|number|sku");

    private final DumpSource source;
    private final TableFile file;
    private final String table;

    private NewTableProposal(DumpSource source, TableFile file, String table) {
        this.source = source;
        this.file = file;
        this.table = table;
    }

    /** The name itself if SQL takes it without quotes, otherwise one like it that SQL takes so. */
    public static String plainName(String table) {
        return ColumnNames.isPlain(table) ? table : new ColumnNames().of(table);
    }

    /**
     * Reads the whole file.
     *
     * @param table the name of the table, {@linkplain #plainName plain}
     * @throws UnusableDumpException if the file cannot be read to its end, or has no field
     */
    public static NewTable of(DumpSource source, TableFileOptions options, String table, ImportListener listener)
            throws IOException {
        return new NewTableProposal(source, TableFile.recognise(source, options), table).read(listener);
    }

    private NewTable read(ImportListener listener) throws IOException {
        boolean typed = file.isTyped();
        TrialRows scratch = new TrialRows();
        List<FieldFacts> made = new ArrayList<>();
        try {
            FileSurvey<FieldFacts> survey = new FileSurvey<>(source, file, field -> {
                made.add(new FieldFacts(field, typed, scratch, made.size() < FEW_FIELDS ? LARGE_BUFFER : SMALL_BUFFER));
                return made.get(made.size() - 1);
            });
            return table(survey.read(listener));
        } finally {
            for (FieldFacts facts : made) {
                facts.close();
            }
        }
    }

    private NewTable table(FileSurvey<FieldFacts> survey) throws IOException {
        if (survey.fields().isEmpty()) {
            throw new UnusableDumpException(source.name() + ": has no field; expected rows with names and values");
        }
        ColumnNames names = new ColumnNames();
        List<Candidate> candidates = new ArrayList<>();
        for (FieldFacts facts : survey.watches()) {
            String column = names.of(facts.name());
            candidates.add(new Candidate(facts, column, isUnique(facts, column, survey.rows())));
        }
        Optional<Candidate> key = key(candidates, survey.rows());
        List<NewColumn> columns = new ArrayList<>();
        for (Candidate candidate : candidates) {
            columns.add(column(candidate, key.filter(candidate::equals).isPresent(), survey.rows()));
        }
        return new NewTable(
                table,
                "Rows of " + FileSurvey.label(source) + ".",
                columns,
                key.map(candidate -> List.of(candidate.column())).orElse(List.of()),
                List.of(),
                survey.doubts(),
                survey.rows() + survey.unreadable(),
                survey.unreadable());
    }

    /** A field, the column it fills, and whether its values could be a key. */
    private record Candidate(FieldFacts facts, String column, boolean unique) {}

    private NewColumn column(Candidate candidate, boolean primary, long rows) {
        FieldFacts facts = candidate.facts();
        TypeChoice choice = new TypeChoice(facts, candidate.column(), primary);
        List<String> doubts = new ArrayList<>(choice.doubts());
        if (primary) {
            if (!meansKey(candidate.column())) {
                doubts.add("is the primary key because it is the first column and all its values are different");
            }
        } else if (candidate.unique() && rows >= MANY_ROWS) {
            doubts.add("all " + rows + " values are different; if they must be, add UNIQUE");
        } else if (meansKey(candidate.column()) && !candidate.unique()) {
            doubts.add(noKey(facts, rows));
        }
        if (choice.type() == InferredType.TEXT && !facts.isAll(InferredType.INTEGER)) {
            facts.otherForm(rows).ifPresent(doubts::add);
        }
        TypeChoice.nameDoubt(facts.name(), candidate.column()).ifPresent(doubts::add);
        return new NewColumn(
                candidate.column(),
                facts.name(),
                choice.sql(),
                facts.values() == rows && rows > 0,
                facts.typed() ? facts.kinds().size() > 1 : facts.hasEmptyTexts(),
                false,
                List.of(),
                "Field " + Finding.quote(facts.name()) + " of the file.",
                doubts);
    }

    /** The first of those whose name says so, otherwise the first column. */
    private Optional<Candidate> key(List<Candidate> candidates, long rows) {
        Candidate first = candidates.get(0);
        return candidates.stream()
                .filter(candidate -> candidate.unique() && meansKey(candidate.column()))
                .findFirst()
                .or(() -> Optional.of(first).filter(candidate -> candidate.unique() && isCode(candidate, rows)));
    }

    private static boolean isUnique(FieldFacts facts, String column, long rows) throws IOException {
        return rows > 0
                && facts.values() == rows
                && facts.longest() <= LONGEST_KEY
                && new TypeChoice(facts, column, false).isComparedByText()
                && facts.allDifferent();
    }

    private boolean meansKey(String column) {
        if (KEY_NAME.matcher(column).matches()) {
            return true;
        }
        String one = table.endsWith("s") ? table.substring(0, table.length() - 1) : table;
        return column.equals(table + "_id") || column.equals(one + "_id") || column.equals(one + "id");
    }

    /** Whether a column can be a key by its place: numbers, UUIDs and codes can, names of things cannot. */
    private static boolean isCode(Candidate candidate, long rows) {
        InferredType type = new TypeChoice(candidate.facts(), candidate.column(), true).type();
        return rows > 1
                && (type == InferredType.INTEGER
                        || type == InferredType.UUID
                        || (type == InferredType.TEXT && candidate.facts().isOfCodes()));
    }

    private static String noKey(FieldFacts facts, long rows) {
        return facts.values() < rows
                ? "is no key, because " + (rows - facts.values()) + " of " + Misfits.counted(rows, "row")
                        + " have no value"
                : "is no key, because values repeat or are not compared by their text";
    }
}
