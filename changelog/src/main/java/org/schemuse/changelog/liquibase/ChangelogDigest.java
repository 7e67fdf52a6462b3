package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;

/**
 * The SHA-256 of everything that a changelog consists of, byte by byte: Liquibase's checksums overlook blanks, which may be
 * part of a function.
 */
public final class ChangelogDigest {
    private final MessageDigest digest = sha256();

    private ChangelogDigest() {}

    /**
     * Reads all files of a changelog. For a catalog of this build Liquibase is not needed.
     *
     * @return 64 hexadecimal digits
     */
    public static String of(Catalog catalog, Edition edition) {
        ChangelogDigest digest = new ChangelogDigest();
        try {
            if (catalog.foreign()) {
                for (String path : ParsedChangelog.of(catalog, edition).read()) {
                    digest.add(path, Files.readAllBytes(catalog.root().resolve(path)));
                }
            } else {
                for (Changeset changeset : catalog.changesets()) {
                    digest.add(changeset.file(), resource(changeset.file()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(catalog.changelog() + ": a file of it cannot be read", e);
        }
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    /**
     * The same of some texts.
     *
     * @return 64 hexadecimal digits
     */
    public static String of(List<String> texts) {
        ChangelogDigest digest = new ChangelogDigest();
        texts.forEach(text -> digest.add("", text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = ChangelogDigest.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private void add(String name, byte[] content) {
        digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
