package org.schemuse.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whole commands against Liquibase's own command line, for the same changelog. */
final class MigrateBenchmark implements Benchmark {
    private static final int PAIRS = 7;
    private static final String SCHEMA = "vibemuse";
    private static final String OURS = "bench_migrate";
    private static final String THEIRS = "bench_liquibase";

    /** What Liquibase's command line needs of our class path: itself, its dependencies and the driver. */
    private static final List<String> LIBRARIES =
            List.of("liquibase-", "picocli-", "snakeyaml-", "opencsv-", "jaxb-api-", "commons-", "postgresql-");

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String about() {
        return """
                `./schemuse migrate vibemuse` and `status vibemuse` beside `update` and `status` of Liquibase's own command
                line, of the same version and for the same changelog files, each from the start of its JVM to its end, in
                turn, each in a database of its own on the same server. Liquibase's command line is started from its jars
                with the JVM's defaults, without the start script of its distribution.
                """;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        Peer ours = new Peer(setting, OURS, schemuse(setting));
        Peer theirs = new Peer(setting, THEIRS, liquibase(setting));
        setting.uses("Liquibase " + version());
        List<Pair> fresh = new ArrayList<>();
        List<Pair> done = new ArrayList<>();
        List<Pair> status = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            ours.makeDatabase();
            theirs.makeDatabase();
            fresh.add(new Pair(ours.seconds("migrate", SCHEMA), theirs.seconds("update")));
            done.add(new Pair(ours.seconds("migrate", SCHEMA), theirs.seconds("update")));
            status.add(new Pair(ours.seconds("status", SCHEMA), theirs.seconds("status")));
        }
        setting.server().drop(OURS);
        setting.server().drop(THEIRS);
        Result result = new Result();
        result.table("Medians of " + PAIRS + " pairs", "command", "schemuse, s", "liquibase, s", "schemuse ÷ liquibase")
                .row(row("migrate, everything pending", fresh))
                .row(row("migrate, nothing pending", done))
                .row(row("status", status));
        return result;
    }

    private record Pair(double ours, double theirs) {}

    private static Object[] row(String command, List<Pair> pairs) {
        double ours = median(pairs.stream().map(Pair::ours));
        double theirs = median(pairs.stream().map(Pair::theirs));
        return new Object[] {command, ours, theirs, ours / theirs};
    }

    private static double median(Stream<Double> values) {
        return values.sorted().toList().get(PAIRS / 2);
    }

    private static List<String> schemuse(Setting setting) throws IOException {
        return List.of(
                setting.project().resolve("schemuse").toString(),
                "--url",
                "postgresql://" + setting.server().user() + "@"
                        + setting.server().host() + ":" + setting.server().port() + "/" + OURS);
    }

    private static List<String> liquibase(Setting setting) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                "liquibase.integration.commandline.LiquibaseCommandLine",
                "--search-path=" + setting.project().resolve("changelog"),
                "--changelog-file=catalogs/" + SCHEMA + "/changelog.yaml",
                "--url=" + setting.server().jdbcUrl(THEIRS) + "?currentSchema=" + SCHEMA,
                "--username=" + setting.server().user(),
                "--default-schema-name=" + SCHEMA,
                "--show-banner=false",
                "--analytics-enabled=false");
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        LIBRARIES.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String version() {
        return Arrays.stream(classPath().split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(file -> file.startsWith("liquibase-cli-"))
                .map(file -> file.substring("liquibase-cli-".length(), file.length() - ".jar".length()))
                .findFirst()
                .orElseThrow();
    }

    /** A program on a database of its own. */
    private record Peer(Setting setting, String database, List<String> program) {
        /** With the schema in it, which Liquibase does not make; ours then leaves it as it is. */
        void makeDatabase() throws IOException {
            setting.server().create(database);
            Programs.run(
                    setting.folder(),
                    Map.of(),
                    List.of("psql", "-qX", setting.server().conninfo(database), "-c", "CREATE SCHEMA " + SCHEMA));
        }

        double seconds(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(program);
            command.addAll(List.of(arguments));
            setting.server().checkpoint();
            String password = System.getenv().getOrDefault("PGPASSWORD", "");
            Stopwatch watch = new Stopwatch();
            Programs.run(setting.project(), Map.of("LIQUIBASE_COMMAND_PASSWORD", password), command);
            return watch.seconds();
        }
    }
}
