package org.schemuse.changelog.redis;

import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.redis.LibraryReport.Change;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.resps.LibraryInfo;

/**
 * The part of a catalog that lives in Redis: loads its function library, removes it, and compares the keys with the
 * catalog. Each call opens a connection of its own. Every refusal is a {@link RedisRefusedException}.
 */
public final class RedisCatalog {
    private static final int OLDEST_SERVER = 7;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:((\\d+)\\.\\S+)");
    private static final Pattern CLUSTER = Pattern.compile("(?m)^redis_mode:cluster");
    private static final Pattern REPLICA = Pattern.compile("(?ms)^role:slave.*^slave_read_only:1");

    /** What Redis answers if a login is wrong, or lacks a permission. */
    private static final Pattern ABOUT_WHO_ASKS =
            Pattern.compile("NOAUTH|WRONGPASS|NOPERM|ERR (AUTH|Client sent AUTH)");

    private final KeyCatalog keys;
    private final RedisAddress address;

    private RedisCatalog(KeyCatalog keys, RedisAddress address) {
        this.keys = keys;
        this.address = address;
    }

    /** Empty for a catalog that has nothing in Redis. */
    public static Optional<RedisCatalog> of(Catalog catalog, RedisAddress address) {
        return KeyCatalog.of(catalog).map(keys -> new RedisCatalog(keys, address));
    }

    /** How the library stands; changes nothing. Refuses a server that cannot be reached or used. */
    public LibraryReport state() {
        return connected((redis, version) -> report(version, state(redis)));
    }

    /** As {@link #state()}; refuses a server that takes no writes, too. */
    public LibraryReport writableState() {
        return connected((redis, version) -> {
            if (REPLICA.matcher(redis.info("replication")).find()) {
                throw new RedisRefusedException("Redis at " + address
                        + " is a replica, which takes no writes: name the server it follows with --redis");
            }
            return report(version, state(redis));
        });
    }

    /** Loads the library, or replaces one with another text, in one step. */
    public LibraryReport install() {
        return connected((redis, version) -> {
            Change before = state(redis);
            if (before == Change.UNCHANGED) {
                return report(version, before);
            }
            redis.functionLoadReplace(keys.library());
            return report(version, before == Change.ABSENT ? Change.LOADED : Change.UPGRADED);
        });
    }

    /** Removes the library. Keys stay until they expire or until their room ends. */
    public LibraryReport remove() {
        return connected((redis, version) -> {
            if (state(redis) == Change.ABSENT) {
                return report(version, Change.ABSENT);
            }
            redis.functionDelete(keys.libraryName());
            return report(version, Change.REMOVED);
        });
    }

    /** Walks through every key of the database and compares it with the catalog; changes nothing. */
    public KeyspaceReport verify() {
        return connected((redis, version) -> new Keyspace(keys).walk(redis, report(version, state(redis))));
    }

    private Change state(Jedis redis) {
        List<LibraryInfo> found = redis.functionListWithCode(keys.libraryName());
        if (found.isEmpty()) {
            return Change.ABSENT;
        }
        return found.get(0).getLibraryCode().equals(keys.library()) ? Change.UNCHANGED : Change.OUTDATED;
    }

    private LibraryReport report(String version, Change change) {
        return new LibraryReport(keys.libraryName(), address.toString(), version, change);
    }

    private <T> T connected(BiFunction<Jedis, String, T> work) {
        try (Jedis redis = new Jedis(new HostAndPort(address.host(), address.port()), config())) {
            return work.apply(redis, usableVersion(redis.info("server"), address));
        } catch (JedisConnectionException e) {
            throw new RedisRefusedException("Redis at " + address + unreachable(e), e);
        } catch (JedisException e) {
            boolean aboutWhoAsks = ABOUT_WHO_ASKS.matcher(e.getMessage()).lookingAt();
            throw new RedisRefusedException(
                    "Redis at " + address + " refused: " + e.getMessage()
                            + (aboutWhoAsks ? " (a password is given by REDISCLI_AUTH, a user in the URL)" : ""),
                    e);
        }
    }

    /** A port may be that of another program, which answers something else, ends the connection, or says nothing. */
    private String unreachable(JedisConnectionException e) {
        Throwable reason = innermost(e);
        String why = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        if (reason instanceof SocketTimeoutException) {
            String how = address.tls() ? " over TLS; without TLS it is redis://" : "";
            return " does not answer within " + TIMEOUT_MILLIS / 1000 + " s" + how
                    + ": look whether it is a Redis and up, or name another with --redis";
        }
        if (reason instanceof SSLException) {
            return " cannot be reached over TLS (" + why
                    + "): without TLS it is redis://, or name another with --redis";
        }
        if (reason instanceof JedisConnectionException) {
            return " does not answer as a Redis does (" + why.replaceFirst("\\.$", "")
                    + "): look what listens there, or name another with --redis";
        }
        return " cannot be reached (" + why + "): start it, or name another with --redis";
    }

    private JedisClientConfig config() {
        return DefaultJedisClientConfig.builder()
                .timeoutMillis(TIMEOUT_MILLIS)
                .database(address.database())
                .sslOptions(address.tls() ? SslOptions.defaults() : null)
                .user(address.user())
                .password(address.password())
                .build();
    }

    /** The version, from what the server says of itself; refuses one that has no function libraries. */
    static String usableVersion(String info, RedisAddress address) {
        Matcher version = VERSION.matcher(info);
        if (!version.find()) {
            throw new RedisRefusedException(address + " does not say which Redis it is: name another with --redis");
        }
        if (Integer.parseInt(version.group(2)) < OLDEST_SERVER) {
            throw new RedisRefusedException("Redis at " + address + " is version " + version.group(1) + ", expected "
                    + OLDEST_SERVER + " or newer: name a newer one with --redis");
        }
        if (CLUSTER.matcher(info).find()) {
            throw new RedisRefusedException(
                    "Redis at " + address + " is a Cluster, which cannot change keys of a user and of a"
                            + " room together: name a single server with --redis");
        }
        return version.group(1);
    }

    /** Those around it are of the library, which tells why it could not connect as suppressed. */
    private static Throwable innermost(Throwable e) {
        if (e.getCause() != null) {
            return innermost(e.getCause());
        }
        return e.getSuppressed().length > 0 ? innermost(e.getSuppressed()[0]) : e;
    }
}
