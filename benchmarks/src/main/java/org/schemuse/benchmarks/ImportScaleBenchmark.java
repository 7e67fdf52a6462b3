package org.schemuse.benchmarks;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.schemuse.importer.mud.generate.Traits;

/** How the time of an import grows with the world, in little memory. */
final class ImportScaleBenchmark implements Benchmark {
    private static final String DATABASE = "bench_scale";

    /** Objects, and the JVM's option for the most memory that may be used for them. */
    private static final Map<Integer, String> MEMORY = new TreeMap<>(
            Map.of(10_000, "-Xmx256m", 100_000, "-Xmx256m", 1_000_000, "-Xmx256m", 5_000_000, "-Xmx512m"));

    @Override
    public String name() {
        return "import-scale";
    }

    @Override
    public String about() {
        return """
                `./schemuse import --passwords lock` of generated worlds of growing size, from the start of the JVM to its
                end, each into a fresh database, with `SCHEMUSE_JAVA_OPTS` set to as little memory as the table says.
                """;
    }

    @Override
    public Result run(Setting setting) throws IOException {
        Result result = new Result();
        Result.Table table = result.table(
                "Objects against seconds",
                "objects",
                "memory",
                "dump, MB",
                "seconds",
                "objects a second",
                "µs an object");
        for (Map.Entry<Integer, String> size : MEMORY.entrySet()) {
            int objects = size.getKey();
            GeneratedWorld world = GeneratedWorld.generated(setting, objects, Traits.NONE, size.getValue());
            double seconds = world.importInto(DATABASE, "lock").seconds();
            table.row(
                    objects,
                    size.getValue(),
                    world.megabytes(),
                    seconds,
                    Math.round(objects / seconds),
                    seconds / objects * 1e6);
            world.delete();
        }
        setting.server().drop(DATABASE);
        return result;
    }
}
