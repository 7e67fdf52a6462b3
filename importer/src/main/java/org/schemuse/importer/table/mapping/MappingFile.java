package org.schemuse.importer.table.mapping;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;

/** What a mapping file says: which fields go into which columns, and how their values are read. */
public final class MappingFile {
    /** Fields go into the columns of their names, as they are. */
    public static final MappingFile NONE = new MappingFile("", "", TextRule.NONE, null, Set.of(), List.of());

    private static final int LARGEST = 1 << 20;

    private final String name;
    private final String digest;
    private final TextRule rule;
    private final @Nullable ZoneId zone;
    private final Set<String> skipped;
    private final List<ColumnMapping> columns;

    MappingFile(
            String name,
            String digest,
            TextRule rule,
            @Nullable ZoneId zone,
            Set<String> skipped,
            List<ColumnMapping> columns) {
        this.name = name;
        this.digest = digest;
        this.rule = rule;
        this.zone = zone;
        this.skipped = skipped;
        this.columns = columns;
    }

    /**
     * Reads a mapping file.
     *
     * @param table that is imported into, by its name without quotes
     * @param zone that the caller names; {@code null} if none
     * @throws UnusableDumpException if it is no mapping, or contradicts the caller; with the line
     */
    public static MappingFile read(Path file, String table, @Nullable ZoneId zone) throws IOException {
        String shown = file.toString();
        if (Files.size(file) > LARGEST) {
            throw new UnusableDumpException(shown + ": has more than " + LARGEST + " bytes; expected a mapping file");
        }
        return of(shown, Files.readAllBytes(file), table, zone);
    }

    static MappingFile of(String name, byte[] bytes, String table, @Nullable ZoneId zone) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnusableDumpException(name + ": is no text in UTF-8; save it in that charset", e);
        }
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        return new MappingReader(name, sha256(bytes), table, zone).read(plain);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether it says nothing. */
    public boolean isNone() {
        return digest.isEmpty();
    }

    /** The file, for messages. */
    String name() {
        return name;
    }

    /** The SHA-256 of the file: what the ledger records of it. */
    public String digest() {
        return digest;
    }

    /** What is done to texts of fields that it does not map. */
    TextRule rule() {
        return rule;
    }

    /** The zone of times without an offset; {@code null} if it names none. */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /** Fields that are left out. */
    public Set<String> skipped() {
        return skipped;
    }

    List<ColumnMapping> columns() {
        return columns;
    }
}
