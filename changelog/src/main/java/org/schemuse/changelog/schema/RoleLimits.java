package org.schemuse.changelog.schema;

/** Limits that a role may have for applications, and that would end a session while it waits or reads a changelog. */
public final class RoleLimits {
    /** Lifts them for the session. */
    public static final String LIFTED = "SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings"
            + " WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_session_timeout',"
            + " 'idle_in_transaction_session_timeout')";

    private RoleLimits() {}
}
