package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.schemuse.importer.load.ImportRun;
import org.schemuse.importer.load.RunRefused;
import org.schemuse.importer.load.WorldSchema;
import org.schemuse.importer.problem.UnusableDump;
import org.schemuse.importer.source.ByteCensus;
import org.schemuse.importer.source.DumpSource;

/** Finds the run whose world is to be read back. */
final class FinishedRun {
    private FinishedRun() {}

    /**
     * A finished run: the one named by the beginning of its id, or the latest.
     *
     * @throws RunRefused if there is none, or nothing of it in the schema
     */
    static ImportRun named(WorldSchema schema, String name) {
        List<ImportRun> runs = schema.runs();
        if (name == null) {
            return runs.stream()
                    .filter(run -> run.state().equals("finished"))
                    .findFirst()
                    .orElseThrow(() -> new RunRefused("schema \"" + schema.name()
                            + "\" holds no imported world; schemuse imports --schema NAME lists what was imported"));
        }
        List<ImportRun> meant = runs.stream()
                .filter(run -> run.id().toString().startsWith(name))
                .toList();
        if (meant.size() != 1) {
            throw new RunRefused("schema \"" + schema.name() + "\" has " + (meant.isEmpty() ? "no" : "more than one")
                    + " import \"" + name + "\"; schemuse imports lists them");
        }
        ImportRun run = meant.get(0);
        if (!run.state().equals("finished")) {
            String why = run.state().equals("running")
                    ? " is still running or was cut off; wait for its end, or import again"
                    : " has " + run.state() + ", and nothing of it is in the schema";
            throw new RunRefused("import " + run.id() + " of " + run.source() + why);
        }
        return run;
    }

    /**
     * Refuses any dump but the one that a run read.
     *
     * @throws UnusableDump if it is another
     */
    static void requireDump(ImportRun run, DumpSource dump) throws IOException {
        ByteCensus census = new ByteCensus();
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = dump.open()) {
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                census.see(buffer, 0, n);
            }
        }
        requireDump(run, dump, census.sha256Hex());
    }

    static void requireDump(ImportRun run, DumpSource dump, String sha256) {
        if (!sha256.equals(run.sha256())) {
            throw new UnusableDump(dump.name() + ": is not the dump that import " + run.id()
                    + " read: expected SHA-256 " + run.sha256() + ", found " + sha256 + "; look for " + run.source());
        }
    }
}
