package org.schemuse.cli.command;

import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Parameters;

/** The catalog a command is about. */
final class CatalogArgument {
    @Parameters(
            paramLabel = "CATALOG",
            arity = "0..1",
            defaultValue = "vibemuse",
            description = "What is, or is to be, installed. Default: ${DEFAULT-VALUE}. See: schemuse catalogs")
    private String name;

    Catalog catalog() {
        return Catalog.named(name)
                .orElseThrow(() -> Failure.usage("There is no catalog \"" + name + "\": expected one of "
                        + Catalog.all().stream().map(Catalog::name).collect(Collectors.joining(", ")) + "."));
    }

    /** The schema this catalog is, or is to be, installed in. */
    String schemaName(GlobalOptions options) {
        return options.schemaOr(catalog().name());
    }

    Schema in(DataSource database, GlobalOptions options) {
        return Schema.of(database, catalog(), schemaName(options));
    }
}
