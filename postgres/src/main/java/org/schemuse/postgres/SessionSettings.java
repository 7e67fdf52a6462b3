package org.schemuse.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Run-time parameters of the server that a session sets for itself, to hold until it ends or sets them again. A parameter that the server does not
 * have, because it is older, is left out. Objects are immutable.
 */
public final class SessionSettings {
    /**
     * The limits that a role's defaults may hold for applications, and that would end a session which waits, or which
     * runs one long statement. {@code pg_restore} lifts the same; transaction_timeout exists since PostgreSQL 17.
     */
    private static final List<String> IDLE_LIMITS =
            List.of("transaction_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout");

    private final Map<String, String> values;
    private final String condition;

    private SessionSettings(Map<String, String> values, String condition) {
        this.values = values;
        this.condition = condition;
    }

    /** No limit on the time of a transaction or of a session that is idle; a statement keeps the role's. */
    public static SessionSettings withoutIdleLimits() {
        Map<String, String> values = new LinkedHashMap<>();
        IDLE_LIMITS.forEach(name -> values.put(name, "0"));
        return new SessionSettings(values, "");
    }

    /** As {@link #withoutIdleLimits}, and none on a statement. */
    public static SessionSettings withoutTimeLimits() {
        return withoutIdleLimits().with("statement_timeout", "0");
    }

    /**
     * Lets the server notice within a second that the process of the client is gone, and within a minute that its
     * machine is; otherwise it would notice neither before the end of a statement. Only a server on Linux can do that,
     * and on another one nothing is set.
     */
    public static SessionSettings noticingLostClients() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("client_connection_check_interval", "1s");
        values.put("tcp_keepalives_idle", "30");
        values.put("tcp_keepalives_interval", "10");
        values.put("tcp_keepalives_count", "3");
        return new SessionSettings(values, " WHERE pg_catalog.version() LIKE '%linux%'");
    }

    /**
     * These settings and one more, in place of an earlier value of it.
     *
     * @param name of a parameter of the server, in lower case
     * @param value as {@code SET} takes it, with its unit; a number of a time limit alone is in milliseconds
     */
    public SessionSettings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new SessionSettings(more, condition);
    }

    /**
     * Sets them for the session. If a transaction is open and is rolled back, they are as before.
     *
     * @throws SQLException if the server refuses a value, or the role may not set a parameter; then nothing is set
     */
    public void apply(Connection connection) throws SQLException {
        Sql.texts(connection, sql());
    }

    /** One query that does the same; it has a row for each parameter. */
    public String sql() {
        List<String> rows = new ArrayList<>();
        values.forEach((name, value) -> rows.add("(" + Quoting.literal(name) + ", " + Quoting.literal(value) + ")"));
        return "SELECT pg_catalog.set_config(s.name, v.value, false) FROM pg_catalog.pg_settings s JOIN (VALUES "
                + rows.stream().collect(Collectors.joining(", ")) + ") AS v (name, value) ON v.name = s.name"
                + condition;
    }

    /**
     * The statement after which names without a schema mean the first of some schemas that has them. Temporary tables come after it, so that no other
     * role's session can put one in the way.
     *
     * @param schemas as the system catalog has them
     */
    public static String searchPath(String... schemas) {
        return "SET search_path TO "
                + Arrays.stream(schemas).distinct().map(Quoting::identifier).collect(Collectors.joining(", "))
                + ", pg_temp";
    }
}
