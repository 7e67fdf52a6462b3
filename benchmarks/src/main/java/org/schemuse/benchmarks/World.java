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

/** A generated dump and what {@code ./schemuse}, started anew each time as its users start it, does with it. */
final class World {
    static final String SCHEMA = "vibemuse";

    private final Setting setting;
    private final Path dump;
    private final Map<String, String> environment;

    /** Writes a dump of so many objects; {@code javaOptions} are for the JVMs that read it. */
    World(Setting setting, int objects, String javaOptions) throws IOException {
        this.setting = setting;
        this.dump = setting.folder().resolve(objects + ".mdb");
        this.environment = Map.of("SCHEMUSE_JAVA_OPTS", javaOptions);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(dump))) {
            GenerateService.generate(objects, 1, out);
        }
    }

    double megabytes() throws IOException {
        return Files.size(dump) / 1e6;
    }

    /** What an import took, and what it says itself of its stages, in seconds. */
    record Imported(double seconds, JsonNode report) {}

    /** Imports into a fresh database with the catalog in it, which stays. */
    Imported importInto(String database) throws IOException {
        setting.server().create(database);
        schemuse("migrate", SCHEMA, "--url", url(database));
        setting.server().checkpoint();
        Stopwatch watch = new Stopwatch();
        String report =
                schemuse("import", dump.toString(), "--passwords", "lock", "--url", url(database), "--json", "--quiet");
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
        return Programs.run(setting.folder(), environment, command);
    }

    /** Deletes the dump. */
    void delete() throws IOException {
        Files.delete(dump);
    }
}
