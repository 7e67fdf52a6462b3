package org.schemuse.cli.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "map",
        description =
                "Reads a file of rows and writes a mapping for its import into a table, or a changeset that creates"
                        + " a table for it. What the file leaves open is marked as a doubt.",
        footer = {
            "",
            "Exit code 1 if an import with the result would reject a row.",
            "",
            "Examples:",
            "  schemuse map samples/tables/virtubar/rooms.csv --table rooms",
            "  schemuse map bookings.csv --new-table hall_bookings -o hall_bookings.sql"
        })
public final class MapCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Mixin
    private MapOptions map;

    @Mixin
    private RowFileOptions form;

    public MapCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        return map.run(options, form);
    }
}
