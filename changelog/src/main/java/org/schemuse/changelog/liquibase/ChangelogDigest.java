package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/**
 * The SHA-256 of everything that a changelog consists of, byte by byte: Liquibase's checksums overlook blanks, which may be
 * part of a function.
 */
public final class ChangelogDigest {
    private final MessageDigest digest = sha256();

    private ChangelogDigest() {}

    /**
     * Of all files of a changelog, as they are now, and of the values that they take from the environment. Liquibase is not
     * needed, unless the filter has parameters that the changelog was not read with.
     *
     * @return 64 hexadecimal digits
     */
    public static String of(Catalog catalog, ChangesetFilter filter) {
        ChangelogDigest digest = new ChangelogDigest();
        List<String> texts = new ArrayList<>();
        for (String path : files(catalog, filter)) {
            byte[] content = content(catalog, path);
            digest.add(path, content);
            texts.add(new String(content, StandardCharsets.UTF_8));
        }
        EnvironmentValues.ofThisProcess()
                .usedBy(texts)
                .forEach((name, value) -> digest.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest.digest());
    }

    private static Collection<String> files(Catalog catalog, ChangesetFilter filter) {
        Reading reading = catalog.reading();
        if (reading == null) {
            return catalog.changesets().stream().map(Changeset::file).toList();
        }
        boolean readAsIs =
                reading.parameters().entrySet().containsAll(filter.parameters().entrySet());
        return readAsIs ? catalog.files() : ParsedChangelog.of(catalog, filter).filesRead();
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

    private static byte[] content(Catalog catalog, String path) {
        try (InputStream in = catalog.foreign()
                ? Files.newInputStream(catalog.root().resolve(path))
                : ChangelogDigest.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnusableChangelogException(
                    path + ": it cannot be read: check that it exists, and who may read it", e);
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
