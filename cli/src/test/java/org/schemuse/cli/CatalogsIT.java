package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.cli.server.EmbeddedServer;

/** The two commands the README begins with, for every catalog, on the embedded server. */
@Tag("once")
class CatalogsIT {
    /** Everything a catalog can make, in any schema and beside schemas. */
    private static final String EVERYTHING = """
            SELECT 'role ' || rolname FROM pg_roles
            UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname !~ '^pg_(temp|toast_temp)_'
            UNION ALL SELECT 'relation ' || oid::regclass FROM pg_class WHERE relnamespace::regnamespace::text !~ '^pg_(temp|toast)'
            UNION ALL SELECT 'function ' || oid::regprocedure FROM pg_proc
            UNION ALL SELECT 'type ' || oid::regtype FROM pg_type WHERE typnamespace::regnamespace::text !~ '^pg_(temp|toast)'
            UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger
            UNION ALL SELECT 'policy ' || polname FROM pg_policy
            UNION ALL SELECT 'extension ' || extname FROM pg_extension
            ORDER BY 1""";

    @TempDir
    private Path folder;

    private Workplace workplace;
    private EmbeddedServer.Address server;

    @BeforeEach
    void setUp() throws Exception {
        workplace = Workplace.in(folder);
        server = workplace.server().ensureRunning();
    }

    @AfterEach
    void stop() {
        workplace.close();
    }

    @Test
    void everyCatalogIsInstalledTakenBackAndLeavesNothing() throws Exception {
        List<String> before = everything();
        assertThat(Catalog.all()).hasSize(5);
        for (Catalog catalog : Catalog.all()) {
            Ran migrated = run("migrate", catalog.name());
            assertThat(migrated.exitCode()).as(migrated.err()).isZero();
            assertThat(migrated.out()).contains("changesets applied in");
            JsonNode status = json("status", catalog.name());
            assertThat(status.get("applied").size()).as(catalog.name()).isPositive();
            assertThat(everything()).as(catalog.name()).contains("schema " + catalog.name());

            JsonNode back = json("rollback", catalog.name(), "--all", "--yes");
            assertThat(back.get("rolledBackIds")).hasSize(status.get("applied").size());
            assertThat(back.get("stillAppliedIds")).isEmpty();
            assertThat(everything()).as(catalog.name()).isEqualTo(before);
        }
    }

    private JsonNode json(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(args));
        command.add("--json");
        Ran ran = run(command.toArray(String[]::new));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return new ObjectMapper().readTree(ran.out());
    }

    private Ran run(String... args) {
        return Ran.here(folder, Map.of(), args);
    }

    private List<String> everything() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + server.database(),
                        server.user(),
                        server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(EVERYTHING)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
