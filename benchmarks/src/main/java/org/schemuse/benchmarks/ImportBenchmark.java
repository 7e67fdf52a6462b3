package org.schemuse.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A whole import beside the restoring of its own result, and beside other ways to load the same rows. */
final class ImportBenchmark implements Benchmark {
    private static final int OBJECTS = 200_000;
    private static final int PAIRS = 3;
    private static final String IMPORTED = "bench_import";
    private static final String OTHER = "bench_other";

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String about() {
        return """
                `./schemuse import --passwords lock` of a generated world, from the start of the JVM to its end: both
                readings, rows, keys, indexes, foreign keys, triggers, ANALYZE and verification. Beside it, in turn with
                it, the floor: `psql --single-transaction` restoring a ready-made plain `pg_dump` of the imported schema
                into a fresh database, which parses nothing but COPY, analyses and verifies nothing. Then, once each,
                others that load ready-made CSV files of the same rows into the same bare tables; keys, indexes and
                foreign keys come after them from the dump's post-data section.
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
        World world = new World(setting, OBJECTS, "");
        Result result = new Result();
        List<World.Imported> imports = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        imports.add(world.importInto(IMPORTED));
        ReadyMadeRows rows = new ReadyMadeRows(setting, IMPORTED);
        floors.add(rows.restore(OTHER));
        while (floors.size() < PAIRS) {
            imports.add(world.importInto(IMPORTED));
            floors.add(rows.restore(OTHER));
        }
        double floor = median(floors);
        addPairs(result, imports, floors);
        addPeers(setting, rows, result, floor);
        addStages(result, imports.get(imports.size() - 1));
        addInspection(world, result);
        return result.note(
                String.format(java.util.Locale.ROOT, "The dump: %,d objects, %.0f MB.", OBJECTS, world.megabytes()));
    }

    private static void addPairs(Result result, List<World.Imported> imports, List<Double> floors) {
        Result.Table pairs = result.table("Import and floor", "run", "import, s", "floor, s", "import ÷ floor");
        for (int i = 0; i < floors.size(); i++) {
            double seconds = imports.get(i).seconds();
            pairs.row(String.valueOf(i + 1), seconds, floors.get(i), seconds / floors.get(i));
        }
        double seconds = median(imports.stream().map(World.Imported::seconds).toList());
        pairs.row("median", seconds, median(floors), seconds / median(floors));
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
                setting.uses(Programs.run(setting.folder(), java.util.Map.of(), List.of("pgloader", "--version"))
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

    private static void addStages(Result result, World.Imported last) {
        Result.Table stages = result.table("Stages of the last import", "stage", "seconds");
        double within = 0;
        for (var stage : last.report().path("seconds").properties()) {
            stages.row(stage.getKey(), stage.getValue().asDouble());
            within += stage.getValue().asDouble();
        }
        stages.row("start of the JVM and the rest", last.seconds() - within);
    }

    private static void addInspection(World world, Result result) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            seconds.add(world.inspect());
        }
        result.table("inspect", "seconds, median of " + PAIRS, "MB/s")
                .row(median(seconds), world.megabytes() / median(seconds));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
