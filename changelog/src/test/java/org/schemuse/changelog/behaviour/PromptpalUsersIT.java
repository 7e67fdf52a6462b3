package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.testsupport.TestDatabase;

/** promptpal beside an identity service that keeps its users in auth.users, as Supabase does. */
class PromptpalUsersIT {
    private static final UUID ANA = UUID.fromString("33333333-3333-4333-8333-333333333333");

    private TestDatabase database;
    private Handle root;
    private Schema schema;

    @BeforeEach
    void identityServiceAndShop() {
        database = TestDatabase.empty();
        root = Jdbi.create(database.dataSource()).open();
        root.execute("CREATE SCHEMA auth");
        root.execute("CREATE TABLE auth.users (id uuid PRIMARY KEY, email text UNIQUE, encrypted_password text)");
        root.execute("ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY");
        root.execute("INSERT INTO auth.users VALUES (?, 'ana@example.org', 'hash')", ANA);
        root.execute(
                "CREATE TABLE public.subscriptions (id text PRIMARY KEY, user_id uuid REFERENCES auth.users, status text)");
        root.execute("INSERT INTO public.subscriptions VALUES ('sub_1', ?, 'active')", ANA);
        schema = Schema.of(database.dataSource(), Catalog.named("promptpal").orElseThrow(), "promptpal");
    }

    @AfterEach
    void drop() {
        root.close();
        database.close();
    }

    @Test
    void p14NothingOfTheIdentityServiceOrTheShopIsAltered() throws SQLException {
        Fingerprint auth = fingerprint("auth");
        Fingerprint shop = fingerprint("public");
        String rows = rows();

        schema.migrate(supabase());
        assertThat(fingerprint("auth")).isEqualTo(auth);
        assertThat(fingerprint("public")).isEqualTo(shop);
        assertThat(rows()).isEqualTo(rows);

        root.execute("INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'drafts')", ANA);
        schema.rollback(RollbackRequest.everything());
        assertThat(fingerprint("auth")).isEqualTo(auth);
        assertThat(fingerprint("public")).isEqualTo(shop);
        assertThat(rows()).isEqualTo(rows);
        assertThat(root.select(
                                "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND tgconstrrelid <> 'public.subscriptions'::regclass")
                        .mapTo(int.class)
                        .one())
                .as("triggers of foreign keys that are gone")
                .isZero();
    }

    @Test
    void p14RowsBelongToTheUsersOfTheIdentityService() {
        schema.migrate(supabase());
        assertThat(root.select("SELECT to_regclass('promptpal.auth_users')::text")
                        .mapTo(String.class)
                        .one())
                .isNull();
        String insert = "INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'drafts')";
        assertThat(root.execute(insert, ANA)).isEqualTo(1);
        assertThat(SqlState.of(() -> root.execute(insert, UUID.randomUUID()))).isEqualTo(SqlState.FOREIGN_KEY);
        root.execute("DELETE FROM public.subscriptions");
        root.execute("DELETE FROM auth.users WHERE id = ?", ANA);
        assertThat(root.select("SELECT count(*) FROM promptpal.folders")
                        .mapTo(int.class)
                        .one())
                .isZero();
    }

    @Test
    void p15ARollbackLeavesNothing() throws SQLException {
        Fingerprint nowhere = fingerprint("promptpal");
        schema.migrate(supabase());
        root.execute("INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'drafts')", ANA);

        assertThat(schema.rollback(RollbackRequest.everything()).stillAppliedIds())
                .isEmpty();

        assertThat(fingerprint("promptpal")).isEqualTo(nowhere);
        assertThat(root.select("SELECT count(*) FROM pg_namespace WHERE nspname = 'promptpal'")
                        .mapTo(int.class)
                        .one())
                .isZero();
        // Other databases of the server may use the role; this one has given it nothing that is left.
        assertThat(root.select("SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid"
                                + " JOIN pg_database b ON b.oid = d.dbid AND b.datname = current_database()"
                                + " WHERE r.rolname = 'promptpal_app'")
                        .mapTo(int.class)
                        .one())
                .isZero();
    }

    @Test
    void theParameterNeedNotBeRepeated() {
        schema.migrate(supabase());
        assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).isEmpty();
        schema.rollback(RollbackRequest.count(1));
        assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).hasSize(1);
    }

    @Test
    void aPlainServerGetsAStandInBesideWhateverIsCalledAuth() throws SQLException {
        Fingerprint auth = fingerprint("auth");
        schema.migrate(MigrationRequest.defaults());
        assertThat(root.select("SELECT count(*) FROM promptpal.auth_users")
                        .mapTo(int.class)
                        .one())
                .isZero();
        assertThat(fingerprint("auth")).isEqualTo(auth);
        root.execute("INSERT INTO promptpal.auth_users (email) VALUES ('bo@example.org')");
        RollbackRequest all = RollbackRequest.everything();
        assertThat(schema.rollback(all.dryRun()).rowsDropped()).containsEntry("auth_users", 1L);
        assertThat(schema.rollback(all).rowsDropped()).containsEntry("auth_users", 1L);
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> schema.migrate(with("auth.people")))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("auth.people")
                .hasMessageContaining("reference-auth-users");
    }

    private static MigrationRequest supabase() {
        return with("auth.users");
    }

    private static MigrationRequest with(String users) {
        return MigrationRequest.defaults().with(new ChangesetFilter(Set.of(), Map.of("auth.users.table", users)));
    }

    private Fingerprint fingerprint(String name) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, name);
        }
    }

    private String rows() {
        return root.select("SELECT (SELECT string_agg(u::text || u.xmin, '|') FROM auth.users u)"
                        + " || (SELECT string_agg(s::text || s.xmin, '|') FROM public.subscriptions s)")
                .mapTo(String.class)
                .one();
    }
}
