package org.schemuse.importer.table.mapping;

import com.password4j.BcryptFunction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Hashes of passwords by bcrypt, each with a salt of its own. The translation only judges passwords: {@link HashedRows} makes the
 * hashes, because that takes long on purpose.
 *
 * @param cost the binary logarithm of how often a hash is hashed again
 */
record Bcrypt(int cost) implements Translation {
    static final int USUAL_COST = 12;
    static final int LEAST_COST = 4;
    static final int MOST_COST = 31;

    /** What is in the place of a password or its hash wherever values are shown. */
    static final String HIDDEN = "(hidden)";

    /** bcrypt does not read what is after them. */
    private static final int MOST_BYTES = 72;

    private static final String VERSION = "$2a";
    private static final int LENGTH = 60;
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /**
     * Version 2b is called 2a, which pgcrypto reads too: they differ only in passwords of more than 255 bytes. The library's own 2a
     * has the old fault in bytes that are not ASCII.
     */
    String hash(String password) {
        String hash = BcryptFunction.getInstance(com.password4j.types.Bcrypt.B, cost)
                .hash(password.getBytes(StandardCharsets.UTF_8))
                .getResult();
        return VERSION + hash.substring(VERSION.length());
    }

    /** What has the form of a hash and takes no time to make, for rows that are only judged. */
    String form(SecureRandom random) {
        StringBuilder form = new StringBuilder(String.format(Locale.ROOT, VERSION + "$%02d$", cost));
        while (form.length() < LENGTH) {
            form.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return form.toString();
    }

    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        if (cell.is(Kind.ARRAY) || cell.is(Kind.OBJECT)) {
            return "a password";
        }
        int bytes = cell.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0) {
            return "a password that is not empty";
        }
        cell.setText(cell.text());
        return bytes <= MOST_BYTES
                ? null
                : "a password of at most " + MOST_BYTES + " bytes, because bcrypt would not read the rest";
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        return ColumnTypes.isText(column) && ColumnTypes.characters(column) >= LENGTH
                ? Optional.empty()
                : Optional.of("hash: is for columns of texts that can have " + LENGTH + " characters");
    }
}
