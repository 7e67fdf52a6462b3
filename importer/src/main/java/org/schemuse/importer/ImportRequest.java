package org.schemuse.importer;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.schemuse.importer.load.ledger.ImportRun;

/**
 * What an import or an inspection is asked to do.
 *
 * @param charset to decode with; {@code null} goes by the bytes
 * @param strict whether any error stops the import before it begins
 * @param acceptTruncated whether a dump that breaks off is imported as far as it goes
 * @param passwords {@code null} is {@link PasswordMode#UPGRADE}, or for an update as the world was imported before
 * @param batchSize records a transaction
 * @param toolVersion written into the database with the run
 */
public record ImportRequest(
        Charset charset,
        boolean strict,
        boolean acceptTruncated,
        PasswordMode passwords,
        int batchSize,
        String toolVersion) {

    /** Small enough to stay in the processor's cache, large enough that a commit does not show. */
    public static final int USUAL_BATCH = 2_000;

    /** What becomes of legacy passwords. */
    public enum PasswordMode {
        /** A slow salted hash, that a login can verify. */
        UPGRADE,
        /** Nobody can log in until he gets a new one. */
        LOCK,
        /** As upgrade, and the raw value is stored apart from everything else, for a faithful export. */
        KEEP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, with a mode for passwords if none was asked for. */
    ImportRequest usually(PasswordMode mode) {
        return passwords != null
                ? this
                : new ImportRequest(charset, strict, acceptTruncated, mode, batchSize, toolVersion);
    }

    /** What the database keeps of it with a run, so that {@link #again} can ask for the same. */
    Map<String, Object> recorded() {
        return Map.of(
                "strict", strict,
                "acceptTruncated", acceptTruncated,
                "passwords", passwords.toString(),
                "batchSize", batchSize);
    }

    /** What an earlier run was asked to do. */
    static ImportRequest again(ImportRun run) {
        Map<String, Object> options = run.options();
        return new ImportRequest(
                Charset.forName(run.charset()),
                (Boolean) options.get("strict"),
                (Boolean) options.get("acceptTruncated"),
                passwordsOf(run),
                (Integer) options.get("batchSize"),
                run.toolVersion());
    }

    /** What an earlier run did with passwords. */
    static PasswordMode passwordsOf(ImportRun run) {
        return PasswordMode.valueOf(((String) run.options().get("passwords")).toUpperCase(Locale.ROOT));
    }

    public static ImportRequest usual(String toolVersion) {
        return new ImportRequest(null, false, false, PasswordMode.UPGRADE, USUAL_BATCH, toolVersion);
    }
}
