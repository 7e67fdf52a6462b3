package org.schemuse.testsupport;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Starts the oldest supported PostgreSQL in a container. */
final class ContainerPostgreSql {

    private static final String IMAGE = "postgres:15";
    private static final String USER = "postgres";
    private static final String PASSWORD = "postgres";

    private ContainerPostgreSql() {}

    static boolean engineAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** @throws IllegalStateException when no engine answers or the container does not start */
    static Endpoint start() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername(USER)
                .withPassword(PASSWORD)
                .withDatabaseName("postgres")
                .withCommand(
                        "postgres",
                        "-cfsync=off",
                        "-cfull_page_writes=off",
                        "-csynchronous_commit=off",
                        "-cmax_connections=300");
        try {
            container.start();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "a container of " + IMAGE + " did not start: " + e.getMessage()
                            + ". See to the Docker engine, or set " + ServerChoice.VARIABLE + "=embedded.",
                    e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop " + IMAGE));
        return new Endpoint(container.getJdbcUrl(), USER, PASSWORD, false, "Testcontainers, " + IMAGE);
    }
}
