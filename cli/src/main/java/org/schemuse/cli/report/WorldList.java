package org.schemuse.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The schemas of a database that hold a catalog. */
public record WorldList(String catalog, List<World> worlds) {
    /**
     * One of them.
     *
     * @param applied changesets
     * @param pending changesets
     * @param distributed whether Citus has placed it on one of its nodes
     */
    public record World(String schema, int appliedCount, int pendingCount, int unfinishedImportCount, boolean distributed) {}

    public WorldList {
        worlds = List.copyOf(worlds);
    }

    /** A line for each. */
    public String text() {
        if (worlds.isEmpty()) {
            return "No schema holds " + catalog + ".";
        }
        int width =
                worlds.stream().mapToInt(world -> world.schema().length()).max().orElse(0);
        return worlds.stream()
                .map(world -> String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %d applied, %d pending%s%s",
                        world.schema(),
                        world.appliedCount(),
                        world.pendingCount(),
                        world.unfinishedImportCount() == 0 ? "" : ", an import unfinished",
                        world.distributed() ? ", distributed" : ""))
                .collect(Collectors.joining("\n"));
    }
}
