package org.schemuse.cli.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.report.ProposalReport;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.file.TableFile;
import org.schemuse.importer.table.file.TableFileOptions;
import org.schemuse.importer.table.proposal.ChangesetText;
import org.schemuse.importer.table.proposal.Mapping;
import org.schemuse.importer.table.proposal.MappingProposal;
import org.schemuse.importer.table.proposal.NewTable;
import org.schemuse.importer.table.proposal.NewTableProposal;
import org.schemuse.importer.table.proposal.SchemaFile;
import org.schemuse.importer.table.proposal.SchemaProposal;

/**
 * A mapping or a changeset for a file of rows.
 *
 * @param text of the mapping or the changeset
 * @param schemaFile the text for the schema file; {@code null} if none is to be written
 */
public record TableProposal(
        String source,
        String table,
        long rows,
        long rejected,
        List<String> doubts,
        String text,
        @Nullable String schemaFile) {
    /**
     * What a proposal is made from.
     *
     * @param schemaFile to be read if it exists, otherwise to be written; {@code null} for none
     * @param force whether it is written even if it exists
     */
    public record Input(
            DumpSource source,
            TableFileOptions form,
            @Nullable Path schemaFile,
            boolean force) {
        /** Whether the file tells texts from other values. */
        boolean isTyped() throws IOException {
            return TableFile.recognise(source, form).isTyped();
        }

        /** The schema file that is read; {@code null} if there is none. */
        @Nullable
        Path existingSchema() {
            return schemaFile != null && !force && Files.isRegularFile(schemaFile) ? schemaFile : null;
        }
    }

    /** A changeset for a table that does not exist yet. */
    public static TableProposal ofNew(String table, Input input, ImportListener listener) throws IOException {
        Path schema = input.existingSchema();
        NewTable proposed = schema == null
                ? NewTableProposal.of(input.source(), input.form(), table, listener)
                : SchemaProposal.of(input.source(), input.form(), schema, table, listener);
        List<String> doubts = new ArrayList<>(proposed.doubts());
        proposed.columns()
                .forEach(column -> column.doubts().forEach(doubt -> doubts.add(column.name() + ": " + doubt)));
        return new TableProposal(
                input.source().name(),
                table,
                proposed.rows(),
                proposed.rejected(),
                doubts,
                ChangesetText.of(proposed),
                input.schemaFile() == null || schema != null ? null : SchemaFile.of(proposed, input.isTyped()));
    }

    /** A mapping for a table of the database. */
    public static TableProposal ofExisting(
            TargetDatabase database, @Nullable String schema, String table, Input input, ImportListener listener)
            throws IOException {
        Mapping mapping = MappingProposal.of(
                input.source(), input.form(), TableImport.place(database, schema, table), table, listener);
        return new TableProposal(
                input.source().name(),
                table,
                mapping.rows(),
                mapping.rejected(),
                mapping.doubts(),
                mapping.text(),
                input.schemaFile() == null ? null : mapping.schemaFile());
    }

    /** The report of it, with its text if that goes nowhere else. */
    public ProposalReport report(List<String> files, boolean withText) {
        return new ProposalReport(source, table, rows, rejected, doubts, files, withText ? text : null);
    }
}
