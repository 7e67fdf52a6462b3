package org.schemuse.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.mud.generate.Traits;

/** A generated dump and what {@code ./schemuse}, started anew each time as its users start it, does with it. */
final class GeneratedWorld {
    static final String SCHEMA = "vibemuse";

    private final Setting setting;
    private final Path dump;
    private final Map<String, String> environment;

    private GeneratedWorld(Setting setting, Path dump, String javaOptions) {
        this.setting = setting;
        this.dump = dump;
        this.environment = Map.of("SCHEMUSE_JAVA_OPTS", javaOptions);
    }

    /** A generated world of so many objects; {@code javaOptions} are for the JVMs that read its dump. */
    static GeneratedWorld generated(Setting setting, int objects, Traits traits, String javaOptions)
            throws IOException {
        Path dump = setting.folder().resolve(objects + "-" + traits.findings() + ".mdb");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(dump))) {
            GenerateService.generate(objects, 1, traits, out);
        }
        return new GeneratedWorld(setting, dump, javaOptions);
    }

    /** A world that a script of somebody else writes, which takes the number of objects and a seed. */
    static GeneratedWorld scripted(Setting setting, Path script, int objects) throws IOException {
        Path dump = setting.folder().resolve(objects + "-script.mdb");
        Programs.run(
                setting.folder(),
                Map.of(),
                List.of(
                        "sh",
                        "-c",
                        "exec python3 \"$0\" \"$1\" 1 >\"$2\"",
                        script.toString(),
                        objects + "",
                        dump + ""));
        return new GeneratedWorld(setting, dump, "");
    }

    double megabytes() throws IOException {
        return Files.size(dump) / 1e6;
    }

    /** What an import took, and what it says itself of its stages, in seconds. */
    record Imported(double seconds, JsonNode report) {}

    /** Imports into a fresh database with the catalog in it, which stays, and does with passwords as it is told. */
    Imported importInto(String database, String passwords) throws IOException {
        setting.server().create(database);
        schemuse("migrate", SCHEMA, "--url", url(database));
        setting.server().checkpoint();
        Stopwatch watch = new Stopwatch();
        String report = schemuse(
                "import", dump.toString(), "--passwords", passwords, "--url", url(database), "--json", "--quiet");
        return new Imported(watch.seconds(), new ObjectMapper().readTree(report));
    }

    /** Seconds of an inspection, the start of the JVM included. */
    double inspect() throws IOException {
        Stopwatch watch = new Stopwatch();
        schemuse("inspect", dump.toString(), "--json", "--quiet");
        return watch.seconds();
    }

    private String url(String database) throws IOException {
        Server server = setting.server();
        return "postgresql://" + server.user() + "@" + server.host() + ":" + server.port() + "/" + database;
    }

    /** The dump's findings are known, so an end with code 1 is none to stop at. */
    private String schemuse(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(setting.project().resolve("schemuse").toString()));
        command.addAll(Arrays.asList(arguments));
        return Programs.run(setting.folder(), environment, command, code -> code == 0 || code == 1);
    }

    /** Deletes the dump. */
    void delete() throws IOException {
        Files.delete(dump);
    }
}
