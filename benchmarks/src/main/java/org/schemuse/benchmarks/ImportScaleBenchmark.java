package org.schemuse.benchmarks;

import java.io.IOException;

/** How the time of an import grows with the world, in little memory. */
final class ImportScaleBenchmark implements Benchmark {
    private static final String MEMORY = "-Xmx256m";
    private static final String DATABASE = "bench_scale";

    @Override
    public String name() {
        return "import-scale";
    }

    @Override
    public String about() {
        return "`SCHEMUSE_JAVA_OPTS=" + MEMORY
                + " ./schemuse import --passwords lock` of generated worlds of growing size, "
                + "from the start of the JVM to its end, each into a fresh database.";
    }

    @Override
    public Result run(Setting setting) throws IOException {
        Result result = new Result();
        Result.Table table = result.table(
                "Objects against seconds", "objects", "dump, MB", "seconds", "objects a second", "µs an object");
        for (int objects : new int[] {10_000, 100_000, 1_000_000}) {
            World world = new World(setting, objects, MEMORY);
            double seconds = world.importInto(DATABASE).seconds();
            table.row(objects, world.megabytes(), seconds, Math.round(objects / seconds), seconds / objects * 1e6);
            world.delete();
        }
        setting.server().drop(DATABASE);
        return result;
    }
}
