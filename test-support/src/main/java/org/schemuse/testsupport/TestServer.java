package org.schemuse.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.schemuse.testsupport.TestDatabase.Preparation;

/**
 * A PostgreSQL server for the tests of this JVM; started when it is first asked for, stopped when the JVM ends.
 *
 * <p>The environment variable {@code SCHEMUSE_TEST_SERVER} chooses it: a JDBC URL (the superuser's name and password
 * from {@code PGUSER} and {@code PGPASSWORD}), {@code testcontainers}, {@code embedded}, or {@code embedded:15} to
 * {@code embedded:18}. Unset, it is a container if a Docker engine answers, else embedded. A server that cannot be
 * started fails the test that asked; nothing is skipped.
 *
 * <p>With {@code KEEP_TEST_DB=1} databases are not dropped, and an embedded server goes on running.
 */
public final class TestServer {

    /** Classes that act for the test that calls them. */
    private static final Set<Class<?>> OURS = Set.of(TestServer.class, TestDatabase.class, ExternalJudge.class);

    private static final boolean KEEP = "1".equals(System.getenv("KEEP_TEST_DB"));
    private static final Map<ServerChoice, TestServer> STARTED = new HashMap<>();

    /** A server that did not start is not tried again by the next test: it takes minutes to find no image. */
    private static final Map<ServerChoice, IllegalStateException> FAILED = new HashMap<>();

    /** SQLSTATE of CREATE DATABASE when the name is taken, and of two sessions that take it at the same moment. */
    private static final String DUPLICATE_DATABASE = "42P04";

    private static final String UNIQUE_VIOLATION = "23505";

    /** PostgreSQL cuts identifiers at 63 bytes; this leaves room for a number. */
    private static final int LONGEST_NAME = 55;

    private final Endpoint endpoint;
    private final String version;
    private final Map<String, String> templates = new HashMap<>();

    private TestServer(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.version = show("server_version");
    }

    /** The server that the environment chooses. */
    public static TestServer chosen() {
        return started(decide(ServerChoice.parse(System.getenv(ServerChoice.VARIABLE)), KEEP));
    }

    /** An embedded server of this major whatever the environment chooses, for tests that must run on each. */
    public static TestServer embedded(int major) {
        return started(ServerChoice.parse("embedded:" + major));
    }

    /** What runs the tests, for people: version and kind. */
    public String description() {
        return "PostgreSQL " + version + " (" + endpoint.kind() + ")";
    }

    public int majorVersion() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** As {@link TestDatabase#empty()}, on this server. */
    public TestDatabase empty() {
        return empty(nameOfCaller());
    }

    /** As {@link TestDatabase#cloneOf}, on this server. */
    public TestDatabase cloneOf(String templateName, Preparation prepare) {
        return cloneOf(templateName, prepare, nameOfCaller());
    }

    TestDatabase empty(String name) {
        return new TestDatabase(this, create(name, "template1"));
    }

    TestDatabase cloneOf(String templateName, Preparation prepare, String name) {
        return new TestDatabase(this, create(name, template(templateName, prepare)));
    }

    Endpoint endpoint() {
        return endpoint;
    }

    void drop(String database) {
        if (KEEP) {
            System.err.println("kept " + endpoint.url(database) + " on " + description());
        } else {
            execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
        }
    }

    /** The first class on the stack that is not ours, in snake case: {@code LoaderIT} gives {@code loader_it}. */
    static String nameOfCaller() {
        String caller = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> !OURS.contains(type))
                        .findFirst()
                        .orElse(TestServer.class))
                .getName();
        return caller.substring(caller.lastIndexOf('.') + 1);
    }

    private static synchronized TestServer started(ServerChoice choice) {
        TestServer server = STARTED.get(choice);
        if (server != null) {
            return server;
        }
        IllegalStateException earlier = FAILED.get(choice);
        if (earlier != null) {
            throw new IllegalStateException(earlier.getMessage(), earlier);
        }
        try {
            server = new TestServer(start(choice));
            server.refuseOtherThan(choice);
        } catch (IllegalStateException e) {
            FAILED.put(choice, e);
            throw e;
        }
        STARTED.put(choice, server);
        System.err.println("Tests run on " + server.description());
        return server;
    }

    /** Binaries from a class path are of whatever major somebody put there. */
    private void refuseOtherThan(ServerChoice choice) {
        if (choice instanceof ServerChoice.Embedded embedded && embedded.major() != majorVersion()) {
            throw new IllegalStateException("the embedded server is " + description() + ", expected PostgreSQL "
                    + embedded.major() + ": set " + ServerChoice.VARIABLE + "=embedded:" + majorVersion()
                    + ", or put other binaries on the class path");
        }
    }

    private static ServerChoice decide(ServerChoice choice, boolean keep) {
        if (choice instanceof ServerChoice.Container && keep) {
            throw new IllegalStateException("KEEP_TEST_DB=1 cannot keep a database in a container that ends with the"
                    + " tests. Set " + ServerChoice.VARIABLE + " to embedded or to a JDBC URL.");
        }
        if (choice instanceof ServerChoice.Whatever) {
            return !keep && ContainerPostgreSql.engineAnswers()
                    ? new ServerChoice.Container()
                    : new ServerChoice.Embedded(ServerChoice.DEFAULT_MAJOR);
        }
        return choice;
    }

    private static Endpoint start(ServerChoice choice) {
        if (choice instanceof ServerChoice.Embedded embedded) {
            return EmbeddedPostgreSql.start(embedded.major(), KEEP);
        }
        if (choice instanceof ServerChoice.At at) {
            Map<String, String> environment = System.getenv();
            return new Endpoint(
                    at.jdbcUrl(),
                    environment.getOrDefault("PGUSER", System.getProperty("user.name")),
                    environment.getOrDefault("PGPASSWORD", ""),
                    true,
                    "named by " + ServerChoice.VARIABLE);
        }
        return ContainerPostgreSql.start();
    }

    /** Creates a database; where the name is taken, with the next free number behind it. */
    private String create(String wanted, String template) {
        String name = identifier(wanted);
        for (int number = 1; ; number++) {
            String numbered = number == 1 ? name : name + '_' + number;
            try (Connection connection = endpoint.maintenance().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + numbered + " TEMPLATE " + template);
                return numbered;
            } catch (SQLException e) {
                if (!DUPLICATE_DATABASE.equals(e.getSQLState()) && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw refused("CREATE DATABASE " + numbered, e);
                }
            }
        }
    }

    private synchronized String template(String templateName, Preparation prepare) {
        String existing = templates.get(templateName);
        if (existing != null) {
            return existing;
        }
        String template = create("template_" + templateName, "template1");
        try {
            prepare.run(endpoint.database(template, endpoint.user(), endpoint.password()));
        } catch (Exception e) {
            execute("DROP DATABASE " + template + " WITH (FORCE)");
            throw new IllegalStateException(
                    "template " + templateName + " could not be prepared on " + description() + ": " + e.getMessage(),
                    e);
        }
        closeTemplate(template);
        templates.put(templateName, template);
        return template;
    }

    /** PostgreSQL copies a template only while nobody is connected to it, so nobody may connect again. */
    private void closeTemplate(String template) {
        execute("ALTER DATABASE " + template + " WITH ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + template + "'");
        if (endpoint.outlivesTests()) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> execute("DROP DATABASE " + template + " WITH (FORCE)")));
        }
    }

    private void execute(String sql) {
        try (Connection connection = endpoint.maintenance().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    private String show(String setting) {
        try (Connection connection = endpoint.maintenance().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1).replaceFirst(" .*", "");
        } catch (SQLException e) {
            throw refused("SHOW " + setting, e);
        }
    }

    private IllegalStateException refused(String sql, SQLException e) {
        return new IllegalStateException(
                "the test server, " + endpoint + ", refused: " + sql + ": " + e.getMessage(), e);
    }

    private static String identifier(String wanted) {
        String snake = wanted.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toLowerCase(Locale.ROOT);
        return snake.length() <= LONGEST_NAME ? snake : snake.substring(0, LONGEST_NAME);
    }
}
