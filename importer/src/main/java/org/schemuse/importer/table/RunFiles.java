package org.schemuse.importer.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.postgres.ImportLedgerTables;

/**
 * The files of a run, each with the table it is for: one, or those of a folder.
 *
 * @param folder as messages name it; {@code null} if the run has but one file
 * @param path of the folder, or of the file; {@code null} for standard input
 * @param inputs at least one
 * @param notes what was found out about the files, a line each
 */
record RunFiles(
        TargetSchema schema,
        @Nullable String folder,
        @Nullable String path,
        List<TableInput> inputs,
        List<String> notes) {
    /** A run of one file. */
    static RunFiles of(TableInput input) {
        return new RunFiles(input.schema(), null, input.source().path(), List.of(input), List.of());
    }

    /** What the ledger records when the run of a number begins; the digest follows when the files have been read. */
    ImportLedger.Beginning beginning(int number, List<TableInput.State> states) {
        TableInput first = inputs.get(0);
        return new ImportLedger.Beginning(
                UUID.randomUUID(),
                number,
                label(),
                path,
                "",
                bytes(states),
                ImportLedgerTables.ROWS,
                folder == null ? first.file().format().name().toLowerCase(Locale.ROOT) : "folder",
                first.file().charset().name(),
                folder == null ? first.recorded(states.get(0)) : recorded(states),
                first.request().toolVersion());
    }

    private Map<String, Object> recorded(List<TableInput.State> states) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("schema", schema.name());
        options.put("tables", inputs.stream().map(input -> input.shape().name()).toList());
        options.put(
                "files",
                IntStream.range(0, inputs.size())
                        .mapToObj(i -> inputs.get(i).recorded(states.get(i)))
                        .toList());
        return options;
    }

    /** Tells the progress in one of the files as that in all of them. */
    static ImportListener share(ImportListener all, long before, long total) {
        return new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long ofThis) {
                all.progress(stage, before + done, total);
            }

            @Override
            public boolean cancelled() {
                return all.cancelled();
            }
        };
    }

    /** How the files stand now. */
    List<TableInput.State> states() throws IOException {
        List<TableInput.State> states = new ArrayList<>();
        for (TableInput input : inputs) {
            states.add(input.state());
        }
        return states;
    }

    static long bytes(List<TableInput.State> states) {
        return states.stream().mapToLong(TableInput.State::bytes).sum();
    }

    /** What it is called in messages. */
    String label() {
        return folder == null ? inputs.get(0).label() : folder;
    }

    /** Whether the same command reads the same rows again; what came through a pipe does not come again. */
    boolean repeatable() {
        return path != null;
    }

    /** Tables in a sentence, with the verb that fits. */
    static String named(List<String> tables, String one, String several) {
        return tables.size() == 1
                ? "table " + tables.get(0) + " " + one
                : "tables " + tables.stream().collect(Collectors.joining(", ")) + " " + several;
    }
}
