package org.schemuse.changelog.lock;

import java.sql.SQLException;

/** The server did not tell of locks, or did not end a session. The message says why, in one line. */
public final class LockFailure extends RuntimeException {
    LockFailure(String what, SQLException cause) {
        super(what + ": " + cause.getMessage().strip().replaceAll("\\s*\\R\\s*", " "), cause);
    }
}
