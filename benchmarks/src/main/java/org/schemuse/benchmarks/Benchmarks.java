package org.schemuse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs a benchmark: {@code ./mvnw -Pbench -pl benchmarks -am verify -Dbench=NAME}. Prints its tables, and the same as a
 * page in Markdown, which {@code -Dbench.publish=true} writes to {@code docs/benchmarks/NAME.md}.
 */
public final class Benchmarks {
    /** All there are; a new one is a line here. */
    private static final List<Benchmark> ALL = List.of(
            new ImportBenchmark(),
            new ImportPeersBenchmark(),
            new ImportScaleBenchmark(),
            new TableImportBenchmark(),
            new ParsingBenchmark(),
            new RowSecurityBenchmark(),
            new ManyWorldsBenchmark(),
            new MigrateBenchmark());

    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        String url = "";
        boolean publish = false;
        String name = "";
        for (String argument : arguments) {
            if (argument.startsWith("--url=")) {
                url = argument.substring("--url=".length());
            } else if (argument.startsWith("--publish=")) {
                publish = Boolean.parseBoolean(argument.substring("--publish=".length()));
            } else {
                name = argument;
            }
        }
        run(named(name), url, publish);
    }

    private static Benchmark named(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    System.err.println((name.isEmpty() ? "name a benchmark" : "no benchmark is called '" + name + "'")
                            + " with -Dbench=NAME: "
                            + ALL.stream().map(Benchmark::name).collect(Collectors.joining(", ")));
                    System.exit(2);
                    throw new IllegalStateException("exited");
                });
    }

    private static void run(Benchmark benchmark, String url, boolean publish) throws Exception {
        try (Setting setting = new Setting(url)) {
            Result result = benchmark.run(setting);
            String page = page(benchmark, setting, result);
            System.out.println();
            System.out.println(result.text());
            System.out.println("---- docs/benchmarks/" + benchmark.name() + ".md");
            System.out.println(page);
            if (publish) {
                Path pages = Files.createDirectories(setting.project().resolve("docs/benchmarks"));
                Files.writeString(pages.resolve(benchmark.name() + ".md"), page);
            }
        }
    }

    private static String page(Benchmark benchmark, Setting setting, Result result) throws IOException {
        String machine =
                setting.machine().stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
        return "# Benchmark: " + benchmark.name() + "\n\n" + benchmark.about().strip() + "\n\n"
                + result.markdown() + "\n## Measured on\n\n- " + LocalDate.now(ZoneOffset.UTC) + "\n" + machine
                + "\nAgain: `./mvnw -Pbench -pl benchmarks -am verify -Dbench=" + benchmark.name() + "`\n";
    }
}
