package org.schemuse.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.mud.generate.Traits;

/** Other ways to load the rows of an imported world. */
final class ImportPeersBenchmark implements Benchmark {
    private static final int OBJECTS = 200_000;
    private static final String IMPORTED = "bench_import";
    private static final String OTHER = "bench_other";

    @Override
    public String name() {
        return "import-peers";
    }

    @Override
    public String about() {
        return """
                Others that load ready-made CSV files of the rows of an imported world into bare tables, once each; keys,
                indexes and foreign keys come after them from the dump's post-data section. The floor is that of
                [import](import.md): a restore of the same rows.
                """;
    }

    /** Loads rows into the bare tables of a database. */
    @FunctionalInterface
    private interface Load {
        void into(String database) throws IOException;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        Programs.major("psql").orElseThrow(() -> new IOException("psql and pg_dump are not in the PATH; install them"));
        GeneratedWorld.generated(setting, OBJECTS, Traits.NONE, "").importInto(IMPORTED, "lock");
        ReadyMadeRows rows = new ReadyMadeRows(setting, IMPORTED);
        rows.takeApart(IMPORTED);
        Result result = new Result();
        addPeers(setting, rows, result, rows.restore(OTHER));
        return result;
    }

    private static void addPeers(Setting setting, ReadyMadeRows rows, Result result, double floor) throws IOException {
        ImportPeers peers = new ImportPeers(setting, rows);
        Result.Table table = result.table(
                "Others, with rows that are ready",
                "by",
                "rows, s",
                "keys and indexes, s",
                "total, s",
                "total ÷ floor");
        addPeer(rows, table, "psql \\copy", floor, rows::copy);
        if (Programs.find("pgloader").isPresent()) {
            try {
                addPeer(rows, table, "pgloader", floor, peers::pgloader);
                setting.uses(Programs.run(setting.folder(), Map.of(), List.of("pgloader", "--version"))
                        .lines()
                        .findFirst()
                        .orElse("pgloader"));
            } catch (IOException e) {
                result.note("pgloader did not load the files: "
                        + e.getMessage().lines().findFirst().orElse(""));
            }
        } else {
            result.note("pgloader is not installed here (Debian package pgloader), so it is left out.");
        }
        addPeer(rows, table, "JDBI PreparedBatch, reWriteBatchedInserts", floor, peers::preparedBatches);
    }

    private static void addPeer(ReadyMadeRows rows, Result.Table table, String name, double floor, Load load)
            throws IOException {
        rows.makeTables(OTHER);
        Stopwatch watch = new Stopwatch();
        load.into(OTHER);
        double loaded = watch.seconds();
        double keys = rows.makeKeys(OTHER);
        table.row(name, loaded, keys, loaded + keys, (loaded + keys) / floor);
    }
}
