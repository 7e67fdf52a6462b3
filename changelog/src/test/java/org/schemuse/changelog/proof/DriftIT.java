package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Comparison;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** What somebody changed by hand is found, whatever kind of object it is; what nobody changed makes no noise. */
class DriftIT {
    private static final Catalog VIBEMUSE = Catalog.named("vibemuse").orElseThrow();
    private static TestDatabase database;
    private static Fingerprint should;

    @BeforeAll
    static void migrate() throws SQLException {
        database = TestDatabase.empty();
        Schema.of(database.dataSource(), VIBEMUSE, "harbour").migrate(MigrationRequest.defaults());
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            // The catalog has none.
            statement.execute("CREATE SEQUENCE harbour.counted");
            should = Fingerprint.of(connection, "harbour");
        }
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE stray (id int PRIMARY KEY) | unexpected table stray",
                "DROP TABLE import_findings | missing table import_findings",
                "ALTER TABLE users ADD COLUMN stray int | unexpected column users.stray",
                "ALTER TABLE messages DROP COLUMN position | missing column messages.\"position\"",
                "ALTER TABLE objects ALTER name TYPE varchar(300) | changed column objects.name: type is \"character varying(300)\", expected \"character varying(255)\"",
                "ALTER TABLE users ALTER username DROP NOT NULL | changed column users.username: not null is false, expected true",
                "ALTER TABLE users ALTER online_status SET DEFAULT true | changed column users.online_status: default is \"true\", expected \"false\"",
                "ALTER TABLE users DROP CONSTRAINT users_email_format | missing constraint users.users_email_format: ",
                "ALTER TABLE objects ADD CONSTRAINT tall CHECK (name <> 'x') | unexpected constraint objects.tall: \"CHECK (name::text <> 'x'::text)\"",
                "ALTER TABLE objects DROP CONSTRAINT objects_owner_id_fkey | missing constraint objects.objects_owner_id_fkey: ",
                "DROP INDEX objects_owner_id_idx | missing index objects_owner_id_idx: ",
                "CREATE INDEX stray ON objects (name) | unexpected index stray: ",
                "ALTER TYPE object_type_enum ADD VALUE 'ghost' | changed type object_type_enum: values is [\"room\", \"thing\", \"exit\", \"player\", \"ghost\"], expected [\"room\", \"thing\", \"exit\", \"player\"]",
                "CREATE POLICY stray ON users USING (true) | unexpected policy users.stray",
                "ALTER POLICY <POLICY> ON users USING (true) | changed policy users.<POLICY>: using is \"true\", expected ",
                "DROP POLICY <POLICY> ON users | missing policy users.<POLICY>",
                "ALTER TABLE users DISABLE ROW LEVEL SECURITY | changed table users: row security is false, expected true",
                "ALTER TABLE users NO FORCE ROW LEVEL SECURITY | changed table users: forced is false, expected true",
                "GRANT DELETE ON import_runs TO PUBLIC | changed table import_runs: grants is ",
                "REVOKE USAGE ON SCHEMA harbour FROM vibemuse_app | changed schema: grants is ",
                "ALTER FUNCTION set_updated_at() SECURITY DEFINER | changed function set_updated_at(): security definer is true, expected false",
                "CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$BEGIN RETURN NEW; END$$ | changed function set_updated_at(): source is ",
                "CREATE FUNCTION stray() RETURNS int LANGUAGE sql RETURN 1 | unexpected function stray()",
                "ALTER TABLE users DISABLE TRIGGER ALL | changed trigger users.",
                "CREATE TRIGGER stray BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at() | unexpected trigger users.stray: ",
                "CREATE SEQUENCE stray | unexpected sequence stray",
                "ALTER VIEW user_directory SET (security_invoker = false) | changed view user_directory: ",
                "DROP VIEW user_directory | missing view user_directory: ",
                "COMMENT ON COLUMN users.email IS 'other' | changed column users.email: comment is \"other\", expected \"E-mail address, if known.\"",
                "CREATE STATISTICS stray ON name, owner_id FROM objects | unexpected statistics stray",
                "CREATE RULE stray AS ON DELETE TO users DO INSTEAD NOTHING | unexpected rule users.stray: ",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA harbour GRANT SELECT ON TABLES TO PUBLIC | unexpected default privileges ",
                "CREATE DOMAIN stray AS text | unexpected type stray",
                "ALTER TABLE users ALTER online_status DROP DEFAULT | changed column users.online_status: default is nothing, expected \"false\"",
                "ALTER TABLE users ALTER email SET DEFAULT 'x' | changed column users.email: default is \"'x'::",
                "ALTER TABLE users DROP CONSTRAINT users_email_format, ADD CONSTRAINT users_email_format CHECK (email <> '') | changed constraint users.users_email_format: definition is \"CHECK (email::text <> ''::text)\", expected ",
                "DROP INDEX objects_owner_id_idx; CREATE INDEX objects_owner_id_idx ON objects (id, owner_id) | changed index objects_owner_id_idx: definition is ",
                "CREATE TYPE stray AS ENUM ('a') | unexpected type stray: [\"a\"]",
                "DROP TYPE power_level_enum CASCADE | missing type power_level_enum: [",
                "REVOKE ALL ON users FROM vibemuse_app | changed table users: grants is ",
                "REVOKE EXECUTE ON FUNCTION set_updated_at() FROM PUBLIC; GRANT EXECUTE ON FUNCTION set_updated_at() TO pg_monitor | changed function set_updated_at(): grants is ",
                "DROP FUNCTION set_updated_at() CASCADE | missing function set_updated_at()",
                "DROP FUNCTION set_updated_at() CASCADE | missing trigger users.",
                "ALTER SEQUENCE counted INCREMENT 5 | changed sequence counted: increment is 5, expected 1",
                "DROP SEQUENCE counted | missing sequence counted",
                "CREATE VIEW stray AS SELECT 1 AS one | unexpected view stray: ",
                "CREATE MATERIALIZED VIEW stray AS SELECT 1 AS one | unexpected materialized view stray: ",
                "COMMENT ON TABLE users IS NULL | changed table users: comment is nothing, expected ",
                "COMMENT ON SEQUENCE counted IS 'told' | changed sequence counted: comment is \"told\", expected nothing",
            })
    void everyKindOfChangeIsFound(String change, String line) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET search_path TO harbour");
            String policy = policyOfUsers(statement);
            statement.execute(change.replace("<POLICY>", policy));

            assertThat(Comparison.between(should, Fingerprint.of(connection, "harbour")))
                    .extracting(Difference::line)
                    .anySatisfy(told -> assertThat(told).startsWith(line.replace("<POLICY>", policy)));
            connection.rollback();
        }
    }

    private static String policyOfUsers(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT polname FROM pg_policy WHERE polrelid = 'users'::regclass"
                + " AND polqual IS NOT NULL ORDER BY polname LIMIT 1")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aTableThatIsMissingIsToldOnce() throws SQLException {
        assertThat(after("DROP TABLE import_findings")).containsExactly("missing table import_findings");
    }

    @Test
    void aColumnThatIsMissingDoesNotMoveTheOthers() throws SQLException {
        assertThat(after("ALTER TABLE users DROP COLUMN powers"))
                .anySatisfy(line -> assertThat(line).startsWith("missing column users.powers"))
                .noneSatisfy(line -> assertThat(line).contains("place"));
    }

    private static Iterable<String> after(String change) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET search_path TO harbour");
            statement.execute(change);
            var lines = Comparison.between(should, Fingerprint.of(connection, "harbour")).stream()
                    .map(Difference::line)
                    .toList();
            connection.rollback();
            return lines;
        }
    }

    @Test
    void aLiveSchemaIsComparedWithItsOwnLedger() throws SQLException {
        try (TestDatabase live = TestDatabase.empty();
                TestDatabase scratch = TestDatabase.empty();
                Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Schema schema = Schema.of(live.dataSource(), VIBEMUSE, "harbour");
            assertThatThrownBy(() -> drift(live, scratch))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("nothing of catalog vibemuse is applied");
            schema.migrate(MigrationRequest.defaults());
            schema.rollback(RollbackRequest.count(20));
            statement.execute("CREATE INDEX by_hand ON harbour.users (last_login)");

            DriftReport report = drift(live, scratch);

            assertThat(report.drifted()).isTrue();
            assertThat(report.differences())
                    .extracting(Difference::line)
                    .containsExactly(
                            "unexpected index by_hand: \"CREATE INDEX by_hand ON users USING btree (last_login)\"");
        }
    }

    private static DriftReport drift(TestDatabase live, TestDatabase scratch) {
        return Drift.of(
                live.dataSource(),
                new Installation(VIBEMUSE, "harbour", ChangesetFilter.standard()),
                Drift.Location.at(scratch.dataSource()),
                StoredCopies.none());
    }

    @Tag("every-server")
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void whatWasJustMigratedHasNoDrift(int major) throws SQLException {
        TestServer server = TestServer.embedded(major);
        for (Catalog catalog : Catalog.all()) {
            try (TestDatabase live = server.empty();
                    TestDatabase scratch = server.empty()) {
                Schema.of(live.dataSource(), catalog, "live").migrate(MigrationRequest.defaults());

                assertThat(Drift.of(
                                        live.dataSource(),
                                        new Installation(catalog, "live", ChangesetFilter.standard()),
                                        Drift.Location.at(scratch.dataSource()),
                                        StoredCopies.none())
                                .differences())
                        .as("%s on %d", catalog.name(), major)
                        .isEmpty();
            }
        }
    }
}
