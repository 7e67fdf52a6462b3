package org.schemuse.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Option;

/** Where the ledger of a changelog is, and under which names. */
final class LedgerOptions {
    @Option(
            names = "--ledger-schema",
            paramLabel = "NAME",
            description = "The schema of a changelog's ledger, Liquibase's --liquibase-schema-name."
                    + " Default: the schema of the changelog.")
    private @Nullable String schema;

    @Option(
            names = "--ledger-tables",
            split = ",",
            paramLabel = "CHANGES[,LOCK]",
            description = "The names of the ledger's tables. Default: databasechangelog,databasechangeloglock.")
    private List<String> tables = List.of();

    LedgerTables tables() {
        LedgerTables standard = LedgerTables.standard();
        if (tables.size() > 2) {
            throw Failure.usage("--ledger-tables: expected one or two names, found " + tables.size() + ".");
        }
        return new LedgerTables(
                schema,
                tables.isEmpty() ? standard.changes() : tables.get(0),
                tables.size() < 2 ? standard.lock() : tables.get(1));
    }
}
