package org.schemuse.testsupport;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a server listens and how a superuser gets in.
 *
 * @param jdbcUrl  any database of the server that is always there, usually {@code postgres}
 * @param outlivesTests whether the server goes on when the JVM ends, so that what we leave there stays
 * @param kind     what sort of server it is, for people: {@code embedded}, or the container's image
 */
record Endpoint(String jdbcUrl, String user, String password, boolean outlivesTests, String kind) {

    DataSource maintenance() {
        return source(user, password);
    }

    DataSource database(String name, String asUser, String withPassword) {
        PGSimpleDataSource source = source(asUser, withPassword);
        source.setDatabaseName(name);
        return source;
    }

    String host() {
        return source(user, password).getServerNames()[0];
    }

    int port() {
        int port = source(user, password).getPortNumbers()[0];
        return port == 0 ? 5432 : port;
    }

    /** The URL of one database, without credentials. */
    String url(String name) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + name;
    }

    private PGSimpleDataSource source(String asUser, String withPassword) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(asUser);
        source.setPassword(withPassword);
        source.setApplicationName("schemuse tests");
        return source;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return user + " at " + host() + ":" + port() + " (" + kind + ")";
    }
}
