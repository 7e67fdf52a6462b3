package org.schemuse.benchmarks;

import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Line reader, record reader and COPY encoder by themselves, under JMH. */
final class ParsingBenchmark implements Benchmark {
    @Override
    public String name() {
        return "parsing";
    }

    @Override
    public String about() {
        return """
                What each stage of an import costs by itself, in one thread and in memory, on a generated dump: cutting
                it into lines, taking in its bytes (SHA-256, UTF-8), reading its records, and encoding them as rows of
                binary COPY (which includes reading them). Measured with JMH after warming up.
                """;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        List<RunResult> runs = List.copyOf(new Runner(new OptionsBuilder()
                        .include(ParsingStages.class.getName())
                        .build())
                .run());
        Result result = new Result();
        Result.Table table = result.table("Speed of the stages", "stage", "ms a dump", "± ms", "MB/s");
        double megabytes = ParsingStages.dump().length / 1e6;
        for (RunResult run : runs) {
            double milliseconds = run.getPrimaryResult().getScore();
            table.row(
                    run.getPrimaryResult().getLabel(),
                    milliseconds,
                    run.getPrimaryResult().getScoreError(),
                    megabytes / milliseconds * 1000);
        }
        return result.note(String.format(
                java.util.Locale.ROOT, "The dump: %,d objects, %.1f MB.", ParsingStages.OBJECTS, megabytes));
    }
}
