package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.app.ImportProgress;
import org.schemuse.cli.app.TableProposal;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.GeneratedFiles;
import org.schemuse.cli.report.ProposalReport;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.proposal.NewTableProposal;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file of rows that a proposal is made for, and what becomes of it. */
final class MapOptions {
    @Parameters(
            paramLabel = "FILE",
            description =
                    "A CSV, JSON, JSON Lines or YAML file, plain or compressed (gzip, bzip2, zstd); - reads standard"
                            + " input.")
    private String file;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            converter = DumpArgument.CharsetReader.class,
            completionCandidates = DumpArgument.Charsets.class,
            description = "The file's charset. Default: UTF-8, or what its byte order mark shows.")
    private @Nullable Charset charset;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the mapping or the changeset to this file. Default: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--schema-file",
            paramLabel = "FILE",
            description =
                    "Table Schema (Frictionless) of a CSV file, JSON Schema of others. If the file exists, it says"
                            + " the types of a new table; otherwise it is written.")
    private @Nullable Path schemaFile;

    @Option(names = "--force", description = "Replace files that exist.")
    private boolean force;

    /** The table that there is, or the one to be created. */
    static final class Target {
        @Option(names = "--table", paramLabel = "TABLE", description = "Write a mapping for this table, as YAML.")
        private @Nullable String table;

        @Option(
                names = "--new-table",
                paramLabel = "TABLE",
                description = "Write a changeset that creates this table. Needs no database.")
        private @Nullable String newTable;
    }

    /** Makes the proposal, and gives the exit code. */
    int run(GlobalOptions options, RowFileOptions form) throws IOException {
        requireAbsent(output);
        TableProposal proposal;
        try (DumpSource source = DumpSource.of(file, System.in);
                ImportProgress progress = options.importProgress()) {
            TableProposal.Input input = new TableProposal.Input(source, form.file(charset), schemaFile, force);
            proposal = target.newTable == null ? existing(options, input, progress) : created(input, progress);
        }
        GeneratedFiles files = new GeneratedFiles();
        if (output != null) {
            files.with(output, proposal.text());
        }
        if (schemaFile != null && proposal.schemaFile() != null) {
            files.with(schemaFile, proposal.schemaFile());
        }
        files.write();
        ProposalReport report = proposal.report(files.names(), output == null);
        options.output().result(report, report::asText);
        return (report.rejectedCount() > 0 ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }

    private TableProposal created(TableProposal.Input input, ImportProgress progress) throws IOException {
        String name = String.valueOf(target.newTable);
        String plain = NewTableProposal.plainName(name);
        if (!plain.equals(name)) {
            throw Failure.usage(
                    "The name \"" + name + "\" needs quotes in SQL; expected a name such as " + plain + ".");
        }
        return TableProposal.ofNew(name, input, progress);
    }

    private TableProposal existing(GlobalOptions options, TableProposal.Input input, ImportProgress progress)
            throws IOException {
        if (schemaFile != null) {
            requireAbsent(schemaFile);
        }
        return TableProposal.ofExisting(
                options.existingTarget(ExitCode.DATABASE, "There is no table to map to"),
                options.oneSchema(),
                String.valueOf(target.table),
                input,
                progress);
    }

    private void requireAbsent(@Nullable Path place) {
        if (place != null && !force && Files.isRegularFile(place)) {
            throw Failure.usage(place + " exists; write to another file, or replace it with --force.");
        }
    }
}
