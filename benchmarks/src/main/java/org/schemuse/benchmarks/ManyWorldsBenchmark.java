package org.schemuse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A hundred schemas in one run against a hundred runs. */
final class ManyWorldsBenchmark implements Benchmark {
    private static final int WORLDS = 100;

    @Override
    public String name() {
        return "many-worlds";
    }

    @Override
    public String about() {
        return """
                A hundred schemas brought up to date: by a hundred runs of `schemuse migrate vibemuse --schema NAME`, one after
                another, and by one run of `schemuse migrate vibemuse --schemas-from FILE`, each in a database of its own on the
                same server. First everything is installed, then one changeset is pending in each, then nothing is.
                """;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        Result result = new Result();
        Result.Table table = result.table(
                "A hundred schemas of vibemuse",
                "what is pending",
                "single runs s",
                "one run s",
                "one run / single runs");
        List<String> worlds =
                IntStream.rangeClosed(1, WORLDS).mapToObj(n -> "world_" + n).toList();
        Path names = Files.writeString(setting.folder().resolve("worlds"), String.join("\n", worlds));
        Program single = new Program(setting, "many_worlds_single");
        Program together = new Program(setting, "many_worlds_together");
        for (String stage : List.of("everything", "one changeset", "nothing")) {
            if (stage.equals("one changeset")) {
                rollBackOne(single, worlds);
                rollBackOne(together, worlds);
            }
            double alone = 0;
            setting.server().checkpoint();
            for (String world : worlds) {
                alone += single.seconds("migrate", "vibemuse", "--schema", world);
            }
            setting.server().checkpoint();
            double atOnce = together.seconds("migrate", "vibemuse", "--schemas-from", names.toString());
            table.row(stage, alone, atOnce, atOnce / alone);
        }
        single.close();
        together.close();
        return result.note("Workers: one for each processor. Asked for: a third of the single runs at most.");
    }

    private static void rollBackOne(Program program, List<String> worlds) throws IOException {
        for (String world : worlds) {
            program.seconds("rollback", "vibemuse", "--schema", world, "--count", "1", "--yes");
        }
    }

    /** Our program as a person starts it, on a database of its own. */
    private record Program(Setting setting, String database) implements AutoCloseable {
        Program {
            try {
                setting.server().create(database);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        double seconds(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(
                    List.of(setting.project().resolve("schemuse").toString()));
            command.addAll(List.of(arguments));
            command.addAll(List.of(
                    "--quiet",
                    "--url",
                    "postgresql://" + setting.server().user() + "@"
                            + setting.server().host() + ":" + setting.server().port() + "/" + database));
            long start = System.nanoTime();
            Programs.run(setting.project(), Map.of(), command);
            return (System.nanoTime() - start) / 1e9;
        }

        @Override
        public void close() throws IOException {
            setting.server().drop(database);
        }
    }
}
