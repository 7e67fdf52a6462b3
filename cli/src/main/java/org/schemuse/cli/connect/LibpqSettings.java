package org.schemuse.cli.connect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Connection settings under their libpq keywords ({@code host}, {@code port}, {@code dbname}, {@code user},
 * {@code password}, {@code sslmode} ...), gathered from sources in order of precedence: PostgreSQL manual, "Database
 * Connection Control Functions". A pgjdbc property that has no libpq keyword stands under its own name.
 */
final class LibpqSettings {
    /** The environment variables honoured, and the keyword each stands for (manual, "Environment Variables"). */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGHOSTADDR", "hostaddr"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGDATABASE", "dbname"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGPASSFILE", "passfile"),
            Map.entry("PGSERVICE", "service"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLNEGOTIATION", "sslnegotiation"),
            Map.entry("PGREQUIREAUTH", "require_auth"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGOPTIONS", "options"));

    static final LibpqSettings NONE = new LibpqSettings(Map.of());

    private final Map<String, String> values;

    LibpqSettings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What the environment says; an empty variable counts as not set, as in libpq. */
    static LibpqSettings ofEnvironment(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        VARIABLES.forEach((variable, keyword) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                values.put(keyword, value);
            }
        });
        return new LibpqSettings(values);
    }

    /** Whether anything here says which database is meant, not only how to talk to it. */
    boolean nameADatabase() {
        return values.keySet().stream()
                .anyMatch(k -> k.equals("host")
                        || k.equals("hostaddr")
                        || k.equals("port")
                        || k.equals("dbname")
                        || k.equals("service")
                        || k.equals("user"));
    }

    /** These, and what only {@code others} say. */
    LibpqSettings orElse(LibpqSettings others) {
        Map<String, String> merged = new LinkedHashMap<>(others.values);
        merged.putAll(values);
        return new LibpqSettings(merged);
    }

    Optional<String> value(String keyword) {
        return Optional.ofNullable(values.get(keyword));
    }

    Map<String, String> asMap() {
        return values;
    }
}
