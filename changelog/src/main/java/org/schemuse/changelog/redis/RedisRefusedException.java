package org.schemuse.changelog.redis;

/**
 * Redis refused, is too old or cannot be reached. The message is one line that says what failed, where, and what to do; it
 * carries no password.
 */
public final class RedisRefusedException extends RuntimeException {
    RedisRefusedException(String message) {
        super(message);
    }

    RedisRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
