package org.schemuse.cli.connect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGProperty;
import org.postgresql.ssl.DefaultJavaSSLFactory;
import org.schemuse.cli.report.Failure;

/** Libpq's keywords in pgjdbc's terms. */
final class PgjdbcProperties {
    /** Dealt with one by one, not as properties. */
    private static final Set<String> PLACE =
            Set.of("host", "hostaddr", "port", "dbname", "user", "password", "passfile", "service");

    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private static final Map<String, String> NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "krbsrvname", "kerberosServerName",
            "require_auth", "requireAuth",
            "sslnegotiation", "sslNegotiation",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    static {
        // pgjdbc would read the password file by itself, also one that is open to other users: LibpqFiles decides.
        System.setProperty("org.postgresql.pgpassfile", "/dev/null");
    }

    private PgjdbcProperties() {}

    static PostgresDataSource dataSource(LibpqSettings settings, String description, StallWatch stalls) {
        PostgresDataSource dataSource = new PostgresDataSource(description, stalls);
        String[] hosts = required(settings, "host").split(",", -1);
        String[] ports = required(settings, "port").split(",", -1);
        dataSource.setServerNames(hosts);
        dataSource.setPortNumbers(portOfEach(hosts.length, ports));
        dataSource.setDatabaseName(required(settings, "dbname"));
        dataSource.setUser(required(settings, "user"));
        settings.value("password").ifPresent(dataSource::setPassword);
        dataSource.setApplicationName("schemuse");
        dataSource.setTcpKeepAlive(true);
        Map<String, String> further = new LinkedHashMap<>(settings.asMap());
        further.keySet().removeAll(PLACE);
        if ("system".equals(further.get("sslrootcert"))) {
            trustTheSystem(further);
        } else if ("require".equals(further.get("sslmode")) && hasRootCertificate(further)) {
            // As in libpq: a root certificate that exists is used.
            further.put("sslmode", "verify-ca");
        }
        further.forEach((keyword, value) -> set(dataSource, keyword, value));
        return dataSource;
    }

    private static boolean hasRootCertificate(Map<String, String> settings) {
        String standard = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt")
                .toString();
        return Files.exists(Path.of(settings.getOrDefault("sslrootcert", standard)));
    }

    /** The authorities that Java knows; as in libpq, then verify-full is the default and nothing weaker makes sense. */
    private static void trustTheSystem(Map<String, String> settings) {
        String mode = settings.getOrDefault("sslmode", "verify-full");
        if (!mode.equals("verify-full")) {
            throw Failure.usage("sslrootcert=system goes with sslmode=verify-full alone, found " + mode
                    + ": with a weaker one anybody's certificate would do. Check PGSSLMODE and PGSSLROOTCERT.");
        }
        settings.remove("sslrootcert");
        settings.put("sslmode", mode);
        settings.put("sslfactory", DefaultJavaSSLFactory.class.getName());
    }

    private static String required(LibpqSettings settings, String keyword) {
        return settings.value(keyword).orElseThrow();
    }

    /** One port for all hosts, or one each; an empty one is the default port. */
    private static int[] portOfEach(int hosts, String[] ports) {
        if (ports.length != 1 && ports.length != hosts) {
            throw Failure.usage("There are " + hosts + " hosts but " + ports.length
                    + " ports: give one port for all, or one each. Check --url, PGHOST and PGPORT.");
        }
        int[] each = new int[hosts];
        Arrays.setAll(each, i -> {
            String port = ports.length == 1 ? ports[0] : ports[i];
            return port.isEmpty() ? 0 : Integer.parseInt(port);
        });
        return each;
    }

    private static void set(PostgresDataSource dataSource, String keyword, String value) {
        String name = NAMES.getOrDefault(keyword, keyword);
        PGProperty property = PGProperty.forName(name);
        if (property == null) {
            throw Failure.usage("Unknown connection setting \"" + keyword
                    + "\": expected a libpq keyword or a pgjdbc property. Check --url or the service file.");
        }
        if (keyword.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw Failure.usage("Unknown sslmode \"" + value + "\": expected disable, allow, prefer, require, verify-ca"
                    + " or verify-full. Check --url or PGSSLMODE.");
        }
        try {
            dataSource.setProperty(property.getName(), translated(keyword, value));
        } catch (SQLException e) {
            throw Failure.usage("Connection setting " + keyword + "=" + value + ": " + e.getMessage() + ".");
        }
    }

    private static String translated(String keyword, String value) {
        return keyword.equals("target_session_attrs")
                ? SERVER_TYPES.getOrDefault(value.toLowerCase(Locale.ROOT), value)
                : value;
    }
}
