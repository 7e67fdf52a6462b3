package org.schemuse.testsupport;

import javax.sql.DataSource;

/**
 * A database of its own for one test class, dropped on {@link #close()}. It bears the name of the class that asked.
 *
 * <pre>{@code
 * try (TestDatabase database = TestDatabase.cloneOf("vibemuse", source -> migrate(source))) {
 *     ... database.dataSource() ...
 * }
 * }</pre>
 *
 * <p>With the environment variable {@code KEEP_TEST_DB=1} it stays, and {@code close()} prints its URL.
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Fills a template database; its connections are cut when it returns. */
    @FunctionalInterface
    public interface Preparation {
        void run(DataSource database) throws Exception;
    }

    /** An empty database on the chosen server. */
    public static TestDatabase empty() {
        return TestServer.chosen().empty(TestServer.nameOfCaller());
    }

    /**
     * A copy of a database that {@code prepare} filled, on the chosen server.
     *
     * @param templateName names what is prepared; {@code prepare} runs once for each name, server and JVM, and again
     *     only where it failed
     * @throws IllegalStateException when preparing fails, with the cause
     */
    public static TestDatabase cloneOf(String templateName, Preparation prepare) {
        return TestServer.chosen().cloneOf(templateName, prepare, TestServer.nameOfCaller());
    }

    /** As {@link #cloneOf(String, Preparation)}, named after {@code name} instead of the class that asks. */
    public static TestDatabase cloneOf(String templateName, Preparation prepare, String name) {
        return TestServer.chosen().cloneOf(templateName, prepare, name);
    }

    /** Connects as a superuser. */
    public DataSource dataSource() {
        return dataSource(user(), password());
    }

    /** Connects as a role that the test has made; the server checks the password. */
    public DataSource dataSource(String user, String password) {
        return server.endpoint().database(name, user, password);
    }

    /** The JDBC URL without credentials. */
    public String url() {
        return server.endpoint().url(name);
    }

    /** The superuser. */
    public String user() {
        return server.endpoint().user();
    }

    /** The superuser's password. */
    public String password() {
        return server.endpoint().password();
    }

    public String host() {
        return server.endpoint().host();
    }

    public int port() {
        return server.endpoint().port();
    }

    public String name() {
        return name;
    }

    public int serverMajorVersion() {
        return server.majorVersion();
    }

    /** Drops the database, whoever is still connected. */
    @Override
    public void close() {
        server.drop(name);
    }
}
