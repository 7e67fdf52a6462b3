package org.schemuse.changelog.redis;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is, and who asks.
 *
 * @param database number of the database in the server, from 0
 * @param user null for the default user
 * @param password null where none is needed
 */
public record RedisAddress(
        String host,
        int port,
        int database,
        boolean tls,
        @Nullable String user,
        @Nullable String password) {
    private static final int USUAL_PORT = 6379;
    private static final int HIGHEST_PORT = 65535;
    private static final String FORM = "expected redis://[user@]host[:port][/database], or rediss for TLS";

    /**
     * Reads an address. A password in it is refused: other users of the machine could read it.
     *
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public static RedisAddress of(String url, @Nullable String password) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("it is no URL: " + FORM, e);
        }
        boolean tls = "rediss".equals(uri.getScheme());
        if (uri.getHost() == null || !(tls || "redis".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("it is no URL of a Redis: " + FORM);
        }
        String user = uri.getUserInfo();
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("it holds a password, which every user of this machine can read in the"
                    + " process list: leave it out of the URL and give it by REDISCLI_AUTH");
        }
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("its port is " + port + ": expected 1 to " + HIGHEST_PORT);
        }
        return new RedisAddress(uri.getHost(), port, database(uri.getPath()), tls, user, password);
    }

    private static int database(String path) {
        String number = path == null ? "" : path.replaceFirst("^/", "");
        if (!number.matches("\\d{0,4}")) {
            throw new IllegalArgumentException("its database is \"" + number + "\": expected a number, such as 0");
        }
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    /** For people; without user and password. */
    @Override
    public String toString() {
        return host + ":" + port + (database == 0 ? "" : "/" + database);
    }
}
