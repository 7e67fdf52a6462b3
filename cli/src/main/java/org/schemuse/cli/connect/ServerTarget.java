package org.schemuse.cli.connect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.schemuse.cli.report.Failure;

/** A server that this program does not run: with libpq's defaults, and a password from libpq's file. */
final class ServerTarget {
    private static final String DEFAULT_PORT = "5432";

    private final LibpqSettings settings;
    private final LibpqFiles files;
    private final String host;
    private final String port;
    private final String user;
    private final String database;

    ServerTarget(LibpqSettings settings, LibpqFiles files) {
        this.settings = settings;
        this.files = files;
        this.host = settings.value("host").or(() -> settings.value("hostaddr")).orElse("localhost");
        this.port = settings.value("port").orElse(DEFAULT_PORT);
        this.user = settings.value("user").orElseGet(() -> System.getProperty("user.name"));
        this.database = settings.value("dbname").orElse(user);
        failIfSocket();
        failIfNoPort();
    }

    /** @param watch creates the watch of the connections, given the description of the server */
    TargetDatabase target(Function<String, StallWatch> watch) {
        String description = user + "@" + host + ":" + port + "/" + database;
        LibpqSettings complete = new LibpqSettings(Map.of("host", host, "port", port, "user", user, "dbname", database))
                .orElse(settings);
        PostgresDataSource dataSource = PgjdbcProperties.dataSource(complete, description, watch.apply(description));
        password().ifPresent(dataSource::setPassword);
        return new TargetDatabase(dataSource, description, psql());
    }

    private Optional<String> password() {
        return settings.value("password")
                .or(() -> files.password(settings.value("passfile"), host, port, database, user));
    }

    /** Repeats only what the URL and the environment said of the place; psql finds the password where we found it. */
    private String psql() {
        String line = "psql -h " + Shell.quoted(host) + " -p " + Shell.quoted(port) + " -U " + Shell.quoted(user) + " "
                + Shell.quoted(database);
        return settings.value("sslmode")
                .map(mode -> "PGSSLMODE=" + mode + " " + line)
                .orElse(line);
    }

    private void failIfSocket() {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw Failure.database("The host is the Unix-domain socket " + host
                    + ", but Schemuse connects over TCP only: give PGHOST=127.0.0.1, or --url postgresql://127.0.0.1:"
                    + port + "/" + database + ".");
        }
    }

    private void failIfNoPort() {
        for (String one : List.of(port.split(",", -1))) {
            if (!one.isEmpty() && !one.matches("[1-9][0-9]{0,4}")) {
                throw Failure.usage("The port must be a number from 1 to 65535, found \"" + one
                        + "\". Check --url, PGPORT or the service file.");
            }
        }
    }
}
