package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.SchemaText;
import picocli.CommandLine.Command;

@Command(name = "catalogs", description = "Lists the catalogs that can be installed.")
public final class CatalogsCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public CatalogsCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        List<Catalog> catalogs = Catalog.all();
        options.output().result(catalogs, () -> SchemaText.catalogs(catalogs));
        return ExitCode.DONE.code();
    }
}
