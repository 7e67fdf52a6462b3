package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.dictionary.Dictionary;
import org.schemuse.changelog.dictionary.Markdown;
import org.schemuse.changelog.dictionary.TypeScript;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.testsupport.ExternalJudge;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** Every catalog installs, leaves and installs again on every supported major, twice in one database. */
@Tag("every-server")
class EveryPostgresIT {
    private static final String ANOTHER = "Another World";

    /** What the dictionary of a catalog was on the first server. */
    private static final Map<String, String> DICTIONARIES = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void c05InstallsLeavesAndInstallsAgainWithoutAnExtension(int major) throws SQLException {
        for (Catalog catalog : Catalog.all()) {
            try (TestDatabase database = installedTwice(major, catalog);
                    Connection connection = database.dataSource().getConnection()) {
                Schema first = Schema.of(database.dataSource(), catalog, catalog.name());
                assertThat(first.status().serverVersion()).startsWith(major + ".");
                Fingerprint installed = Fingerprint.of(connection, catalog.name());
                assertThat(Fingerprint.of(connection, ANOTHER).lines())
                        .as("the schema's name leaves no trace")
                        .isEqualTo(installed.lines());
                assertThat(extensions(connection)).isEqualTo("plpgsql");

                first.rollback(RollbackRequest.everything());
                assertThat(Fingerprint.of(connection, catalog.name()).lines()).isEmpty();
                assertThat(Fingerprint.of(connection, ANOTHER)).isEqualTo(installed);

                first.migrate(MigrationRequest.defaults());
                assertThat(Fingerprint.of(connection, catalog.name())).isEqualTo(installed);
                assertThat(dictionary(database, catalog))
                        .as("docs and types do not tell the server's major")
                        .isEqualTo(DICTIONARIES.computeIfAbsent(catalog.name(), name -> dictionary(database, catalog)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void c12EverythingInTheInventoryIsThere(int major) throws Exception {
        for (Catalog catalog : Catalog.all()) {
            try (TestDatabase database = installedTwice(major, catalog)) {
                checkInventory(database, catalog, catalog.name());
                checkInventory(database, catalog, ANOTHER);
            }
        }
    }

    private static TestDatabase installedTwice(int major, Catalog catalog) {
        return TestServer.embedded(major).cloneOf(catalog.name() + "_twice", source -> {
            Schema.of(source, catalog, catalog.name()).migrate(MigrationRequest.defaults());
            Schema.of(source, catalog, ANOTHER).migrate(MigrationRequest.defaults());
        });
    }

    private static String extensions(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT string_agg(extname, ' ') FROM pg_extension")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String dictionary(TestDatabase database, Catalog catalog) {
        Dictionary dictionary =
                Dictionary.read(database.dataSource(), catalog.name()).orElseThrow();
        return Markdown.document(dictionary) + TypeScript.of(dictionary);
    }

    /** The checker is not part of the repository; it runs if it is beside the repository, and needs psql. */
    private static void checkInventory(TestDatabase database, Catalog catalog, String schema) throws Exception {
        Path folder =
                Path.of("..", "..", "shared", "inventory").toAbsolutePath().normalize();
        Path inventory = folder.resolve(catalog.name() + ".json");
        if (!Files.exists(inventory)) {
            System.out.println("Inventory of " + catalog.name() + " not checked: no ../shared beside the repository");
            return;
        }
        ExternalJudge.needs("psql", "python3");
        ProcessBuilder checker = new ProcessBuilder(
                "python3",
                folder.resolve("check_inventory.py").toString(),
                "--inventory",
                inventory.toString(),
                "--psql",
                "host=%s port=%d user=%s dbname=%s"
                        .formatted(database.host(), database.port(), database.user(), database.name()),
                "--schema",
                schema);
        checker.environment().put("PGPASSWORD", database.password());
        Process process = checker.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
