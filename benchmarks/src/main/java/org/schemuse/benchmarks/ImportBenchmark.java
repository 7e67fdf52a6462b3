package org.schemuse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.mud.generate.Traits;

/** Whole imports of several worlds beside the restoring of their own result. */
final class ImportBenchmark implements Benchmark {
    private static final int OBJECTS = 200_000;

    /** With slow hashes of its passwords, a world of the size above would take the time of all others together. */
    private static final int HASHED_OBJECTS = 20_000;

    private static final int PAIRS = 3;
    private static final String IMPORTED = "bench_import";
    private static final String OTHER = "bench_other";

    /** A world of decades: a quarter of the objects has a finding, a quarter a lock that names a player. */
    private static final Traits OLD = new Traits(25, 25, 6);

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String about() {
        return """
                `./schemuse import` of generated worlds, from the start of the JVM to its end: both readings, rows,
                findings, keys, indexes, foreign keys, triggers, ANALYZE and verification. Beside it, in turn with it, the
                floor: `psql --single-transaction` restoring a ready-made plain `pg_dump` of the imported schema into a
                fresh database, which parses nothing but COPY, analyses and verifies nothing. `--passwords upgrade`, the
                default, hashes the password of every player slowly by intention, which a restore does not; so its worlds
                are smaller. Other ways to load the same rows: [import-peers](import-peers.md).

                The worlds are `schemuse generate` as it is, `schemuse generate --findings 25 --named-locks 25
                --definitions 6`, and a generator of somebody else, the script `shared/bench/gen_muse.py` beside the
                project's folder, which the project does not contain.
                """;
    }

    /** What is measured in turn: a world, by the name that the tables have for it. */
    private record Measured(String name, GeneratedWorld world, int objects) {}

    @Override
    public Result run(Setting setting) throws Exception {
        Programs.major("psql").orElseThrow(() -> new IOException("psql and pg_dump are not in the PATH; install them"));
        Result result = new Result();
        Result.Table pairs = result.table(
                "Import and floor",
                "world",
                "objects",
                "findings",
                "passwords",
                "import, s",
                "floor, s",
                "import ÷ floor",
                "of so many pairs");
        Map<String, Map<String, Double>> stages = new LinkedHashMap<>();
        List<Measured> worlds = worlds(setting, OBJECTS, result);
        for (Measured world : worlds) {
            stages.put(world.name(), pairs(setting, world, "lock", pairs));
        }
        for (Measured world : worlds(setting, HASHED_OBJECTS, new Result())) {
            pairs(setting, world, "upgrade", pairs);
            world.world().delete();
        }
        addStages(result, stages);
        addInspections(worlds, result);
        return result;
    }

    private static List<Measured> worlds(Setting setting, int objects, Result result) throws IOException {
        List<Measured> worlds = new ArrayList<>();
        worlds.add(new Measured("clean", GeneratedWorld.generated(setting, objects, Traits.NONE, ""), objects));
        worlds.add(new Measured("with findings", GeneratedWorld.generated(setting, objects, OLD, ""), objects));
        Path script = setting.project().resolveSibling("shared").resolve("bench/gen_muse.py");
        if (Files.isReadable(script) && Programs.find("python3").isPresent()) {
            worlds.add(new Measured("gen_muse.py", GeneratedWorld.scripted(setting, script, objects), objects));
        } else {
            result.note("gen_muse.py is not at ../shared/bench, or python3 is missing, so its world is left out.");
        }
        return worlds;
    }

    /** Adds the medians of some imports and floors in turn, and gives back the stages of the last import. */
    private static Map<String, Double> pairs(Setting setting, Measured world, String passwords, Result.Table table)
            throws IOException {
        List<Double> imports = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int pairs = world.objects() == OBJECTS ? PAIRS : 1;
        ReadyMadeRows rows = null;
        GeneratedWorld.Imported last = null;
        for (int i = 0; i < pairs; i++) {
            last = world.world().importInto(IMPORTED, passwords);
            rows = rows == null ? new ReadyMadeRows(setting, IMPORTED) : rows;
            double floor = rows.restore(OTHER);
            imports.add(last.seconds());
            floors.add(floor);
            ratios.add(last.seconds() / floor);
        }
        long findings = 0;
        for (JsonNode count : last.report().required("inspection").required("findingsByCode")) {
            findings += count.asLong();
        }
        table.row(
                world.name(),
                world.objects(),
                findings,
                passwords,
                median(imports),
                median(floors),
                median(ratios),
                pairs);
        return stages(last);
    }

    private static Map<String, Double> stages(GeneratedWorld.Imported imported) {
        Map<String, Double> stages = new LinkedHashMap<>();
        double within = 0;
        for (var stage : imported.report().required("stages").properties()) {
            double seconds = Duration.parse(stage.getValue().asText()).toNanos() / 1e9;
            stages.put(stage.getKey(), seconds);
            within += seconds;
        }
        stages.put("outside the process", imported.seconds() - within);
        return stages;
    }

    private static void addStages(Result result, Map<String, Map<String, Double>> stages) {
        List<String> columns = new ArrayList<>(List.of("stage, s"));
        columns.addAll(stages.keySet());
        Result.Table table =
                result.table("Stages of the last imports with locked passwords", columns.toArray(String[]::new));
        for (String stage : stages.values().iterator().next().keySet()) {
            List<Object> row = new ArrayList<>(List.of(stage));
            stages.values().forEach(world -> row.add(world.getOrDefault(stage, 0.0)));
            table.row(row.toArray());
        }
    }

    private static void addInspections(List<Measured> worlds, Result result) throws IOException {
        Result.Table table = result.table("inspect, median of " + PAIRS, "world", "dump, MB", "seconds", "MB/s");
        for (Measured measured : worlds) {
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < PAIRS; i++) {
                seconds.add(measured.world().inspect());
            }
            double megabytes = measured.world().megabytes();
            table.row(measured.name(), megabytes, median(seconds), megabytes / median(seconds));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
