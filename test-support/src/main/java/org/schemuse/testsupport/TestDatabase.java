package org.schemuse.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs statements in one session of the superuser, which ends with them; each commits by itself. */
    public void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement session = connection.createStatement()) {
            for (String statement : statements) {
                session.execute(statement);
            }
        }
    }

    /** The first column of the first row that the superuser gets; empty without a row, and for {@code NULL}. */
    public String text(String query) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return text(statement, query);
        }
    }

    static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            String text = row.next() ? row.getString(1) : null;
            return text == null ? "" : text;
        }
    }

    /** The first column of every row that the superuser gets. */
    public List<String> texts(String query) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }

    /**
     * The number in the first column of the only row that the superuser gets.
     *
     * @throws NumberFormatException if it is none
     */
    public long number(String query) throws SQLException {
        return Long.parseLong(text(query));
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
