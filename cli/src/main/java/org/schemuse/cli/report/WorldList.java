package org.schemuse.cli.report;

import java.util.List;

/** The schemas of a database that hold a catalog. */
public record WorldList(String catalog, List<World> worlds) {
    /**
     * One of them.
     *
     * @param appliedCount changesets
     * @param pendingCount changesets
     * @param distributed whether Citus has placed it on one of its nodes
     */
    public record World(
            String schema, int appliedCount, int pendingCount, int unfinishedImportCount, boolean distributed) {}

    public WorldList {
        worlds = List.copyOf(worlds);
    }

    /** One line per schema, below headings. */
    public String text() {
        if (worlds.isEmpty()) {
            return "No schema holds " + catalog + ".";
        }
        Columns columns = new Columns("schema", "applied", "pending", "unfinished imports", "distributed");
        worlds.forEach(world -> columns.add(
                world.schema(),
                world.appliedCount(),
                world.pendingCount(),
                world.unfinishedImportCount(),
                world.distributed() ? "yes" : "no"));
        return columns.toString();
    }
}
