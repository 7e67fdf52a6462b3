package org.schemuse.changelog.lock;

import java.sql.SQLException;

/** Locks could not be read, or a session could not be ended. The message says why, in one line. */
public final class LockFailure extends RuntimeException {
    LockFailure(String what, SQLException cause) {
        super(what + ": " + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "), cause);
    }
}
