package org.schemuse.importer.mud.row;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.apache.commons.codec.digest.UnixCrypt;

/**
 * Legacy passwords as hashes that can be kept: Argon2id with the parameters that OWASP gives as the least (19 MiB, two
 * passes), in the usual PHC string. Where the dump holds a crypt() value instead of the password, that value is hashed,
 * and a prefix tells a login to apply crypt() first.
 */
public final class Passwords {
    /** Stands before the hash of a crypt() value. */
    public static final String CRYPT_PREFIX = "crypt-XX+";

    /** What an account has that nobody can log in to. */
    public static final String LOCKED = "!";

    private static final String CRYPT_SALT = "XX";
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID, 19);
    private static final int SALT_BYTES = 16;

    private Passwords() {}

    /**
     * The hash to keep for a legacy password.
     *
     * @param crypted whether {@code legacy} is a crypt() value with the salt XX rather than the password
     */
    public static String hash(String legacy, boolean crypted) {
        String hash =
                Password.hash(legacy).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
        return crypted ? CRYPT_PREFIX + hash : hash;
    }

    /** Whether a typed password is the one a stored hash was made of, as a login has to ask. */
    public static boolean verify(String typed, String stored) {
        if (stored.startsWith(CRYPT_PREFIX)) {
            return matches(UnixCrypt.crypt(typed, CRYPT_SALT), stored.substring(CRYPT_PREFIX.length()));
        }
        return stored.startsWith("$argon2id$") && matches(typed, stored);
    }

    /** Whether {@link #hash} of the same made a stored hash. */
    static boolean madeOf(String legacy, boolean crypted, String stored) {
        String hash = crypted && stored.startsWith(CRYPT_PREFIX) ? stored.substring(CRYPT_PREFIX.length()) : stored;
        return crypted == stored.startsWith(CRYPT_PREFIX) && hash.startsWith("$argon2id$") && matches(legacy, hash);
    }

    private static boolean matches(String secret, String hash) {
        return Password.check(secret, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
