package org.schemuse.changelog.redis;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * The part of a catalog that lives in Redis: loads its function library, takes it back, and compares the keys with the
 * catalog. Each call opens a connection of its own. Every refusal is a {@link RedisRefused}.
 */
public final class RedisHalf {
    private static final int OLDEST_SERVER = 7;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final Pattern VERSION = Pattern.compile("(?m)^redis_version:((\\d+)\\.\\S+)");
    private static final Pattern CLUSTER = Pattern.compile("(?m)^redis_mode:cluster");

    private final KeyCatalog keys;
    private final RedisAddress address;

    private RedisHalf(KeyCatalog keys, RedisAddress address) {
        this.keys = keys;
        this.address = address;
    }

    /** Empty for a catalog that has nothing in Redis. */
    public static Optional<RedisHalf> of(Catalog catalog, RedisAddress address) {
        return KeyCatalog.of(catalog).map(keys -> new RedisHalf(keys, address));
    }

    /** How the library stands; changes nothing. Refuses a server that cannot be reached or used. */
    public LibraryReport state() {
        return connected((redis, version) -> report(version, state(redis)));
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

    /** Takes the library back. Keys are left alone: they end by themselves or with their room. */
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
            throw new RedisRefused(
                    "Redis at " + address + " cannot be reached (" + reason(e)
                            + "): start it, or name another with --redis",
                    e);
        } catch (JedisException e) {
            throw new RedisRefused(
                    "Redis at " + address + " refused: " + e.getMessage()
                            + " (a password is given by REDISCLI_AUTH, a user in the URL)",
                    e);
        }
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
            throw new RedisRefused(address + " does not say which Redis it is: name another with --redis");
        }
        if (Integer.parseInt(version.group(2)) < OLDEST_SERVER) {
            throw new RedisRefused("Redis at " + address + " is version " + version.group(1) + ", expected "
                    + OLDEST_SERVER + " or newer: name a newer one with --redis");
        }
        if (CLUSTER.matcher(info).find()) {
            throw new RedisRefused("Redis at " + address + " is a Cluster, which cannot change keys of a user and of a"
                    + " room together: name a single server with --redis");
        }
        return version.group(1);
    }

    /** The innermost words: those around them are of the library, which tells why it could not connect as suppressed. */
    private static String reason(Throwable e) {
        if (e.getCause() != null) {
            return reason(e.getCause());
        }
        if (e.getSuppressed().length > 0) {
            return reason(e.getSuppressed()[0]);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
