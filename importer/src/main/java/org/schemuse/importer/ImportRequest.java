package org.schemuse.importer;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.ledger.ImportRun;

/**
 * The options of an import, an update or an inspection.
 *
 * @param charset decodes the dump; {@code null} for UTF-8 if all bytes are that, otherwise ISO-8859-1
 * @param strict whether to refuse a dump that has an error in it
 * @param acceptTruncated whether to import a truncated dump as far as it goes
 * @param passwords {@code null} for {@link PasswordMode#UPGRADE}, or in an update for the mode of the world's import
 * @param batchSize records per transaction
 * @param toolVersion the version of this program, stored with the run
 */
public record ImportRequest(
        @Nullable Charset charset,
        boolean strict,
        boolean acceptTruncated,
        @Nullable PasswordMode passwords,
        int batchSize,
        String toolVersion) {

    /** Small enough for the processor's cache, and large enough that commits take no measurable time. */
    public static final int USUAL_BATCH = 2_000;

    /** What happens to legacy passwords. */
    public enum PasswordMode {
        /** Stores a slow salted hash, which a login can verify. */
        UPGRADE,
        /** Stores no password: no player can log in before getting a new one. */
        LOCK,
        /** As {@link #UPGRADE}, and stores the raw value in a separate table, for a byte-exact export. */
        KEEP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same request, with this mode for passwords if it has none. */
    ImportRequest usually(PasswordMode mode) {
        return passwords != null
                ? this
                : new ImportRequest(charset, strict, acceptTruncated, mode, batchSize, toolVersion);
    }

    /** The options that the ledger stores with a run, so that {@link #again} can create the same request. */
    Map<String, Object> recorded() {
        return Map.of(
                "strict", strict,
                "acceptTruncated", acceptTruncated,
                "passwords", Objects.requireNonNull(passwords).toString(),
                "batchSize", batchSize);
    }

    /** The request of an earlier run. */
    static ImportRequest again(ImportRun run) {
        Map<String, Object> options = run.options();
        return new ImportRequest(
                Charset.forName(run.charset()),
                (Boolean) recorded(options, "strict"),
                (Boolean) recorded(options, "acceptTruncated"),
                passwordsOf(run),
                (Integer) recorded(options, "batchSize"),
                run.toolVersion());
    }

    /** The mode for passwords of an earlier run. */
    static PasswordMode passwordsOf(ImportRun run) {
        return PasswordMode.valueOf(((String) recorded(run.options(), "passwords")).toUpperCase(Locale.ROOT));
    }

    private static Object recorded(Map<String, Object> options, String name) {
        return Objects.requireNonNull(options.get(name), name);
    }

    /** What is asked for unless somebody asks for more: the charset by the bytes, errors allowed, passwords hashed. */
    public static ImportRequest usual(String toolVersion) {
        return new ImportRequest(null, false, false, PasswordMode.UPGRADE, USUAL_BATCH, toolVersion);
    }
}
