package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.DumpSource;

/** Finds the run whose world is to be read from the database. */
final class FinishedRun {
    private FinishedRun() {}

    /**
     * Finds a finished run.
     *
     * @throws RunRefusedException if there is none, or nothing of it in the schema
     */
    static ImportRun named(TargetSchema schema, @Nullable String name) {
        if (name == null) {
            return RunHistory.of(schema).dumps().stream()
                    .filter(ImportRun::finished)
                    .findFirst()
                    .orElseThrow(() -> new RunRefusedException("schema \"" + schema.name()
                            + "\" holds no imported world; schemuse imports --schema NAME lists what was imported"));
        }
        ImportRun run = RunHistory.of(schema).named(name);
        if (run.ofRows()) {
            throw new RunRefusedException(run.called() + " went into a table; expected the import of a dump");
        }
        if (!run.finished()) {
            String why = run.unfinished()
                    ? " is still running or was interrupted; wait for its end, or resume it"
                    : " has " + run.state().word() + ", and nothing of it is in the schema";
            throw new RunRefusedException("import " + run.id() + " of " + run.source() + why);
        }
        return run;
    }

    /**
     * Refuses a dump that a run did not read. Later passes over the same source are checked, too.
     *
     * @throws UnusableDumpException if it is another dump
     */
    static void requireDump(ImportRun run, DumpSource dump) throws IOException {
        requireDump(run, dump, sha256(dump));
        dump.pin(run.sha256());
    }

    private static String sha256(DumpSource dump) throws IOException {
        try {
            DumpFile.recognised(dump);
        } catch (UnusableDumpException e) {
            // Whatever it is: its digest differs, and that is said.
        }
        ContentDigest digest = new ContentDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream bytes = dump.open()) {
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                digest.see(buffer, 0, n);
            }
        }
        return digest.sha256Hex();
    }

    /** The dump that a run read, if the file still exists and is unchanged. */
    static Optional<DumpSource> dump(ImportRun run) throws IOException {
        if (run.sourcePath() == null || !Files.isReadable(Path.of(run.sourcePath()))) {
            return Optional.empty();
        }
        DumpSource dump = DumpSource.of(run.sourcePath(), InputStream.nullInputStream());
        return sha256(dump).equals(run.sha256()) ? Optional.of(dump) : Optional.empty();
    }

    static void requireDump(ImportRun run, DumpSource dump, String sha256) {
        if (!sha256.equals(run.sha256())) {
            throw new UnusableDumpException(dump.name() + ": is not the dump that import " + run.id()
                    + " read: expected SHA-256 " + run.sha256() + ", found " + sha256 + "; look for " + run.source());
        }
    }
}
