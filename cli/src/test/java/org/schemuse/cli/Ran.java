package org.schemuse.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.schemuse.cli.command.GlobalOptions;
import org.schemuse.cli.report.Streams;

/** One command line, run in this JVM, and what came of it. */
public record Ran(int exitCode, String out, String err) {

    public static Ran here(Path folder, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = Schemuse.run(new GlobalOptions(environment, folder, streams), args);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
