package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.mapping.MappingFile;

/** Imports on behalf of a tenant or user. What the application's role may write row by row says which rows are imported. */
class ActingImportIT extends ImportedTables {
    private static final UUID OURS = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID THEIRS = UUID.fromString("00000000-0000-4000-8000-000000000002");

    /** A table as many applications have them: a tenant in a setting, policies for each command. */
    private void tasks(String policies) {
        role("shop_app");
        for (String statement : ("""
                CREATE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql STABLE
                    RETURN nullif(current_setting('app.current_tenant_id', true), '')::uuid;
                REVOKE ALL ON FUNCTION current_tenant_id() FROM PUBLIC;
                GRANT EXECUTE ON FUNCTION current_tenant_id() TO shop_app;
                GRANT USAGE ON SCHEMA shop TO shop_app;
                CREATE TABLE tasks (id integer PRIMARY KEY, tenant uuid NOT NULL DEFAULT current_tenant_id(), title text,
                    done boolean NOT NULL DEFAULT false);
                GRANT SELECT, INSERT, UPDATE, DELETE ON tasks TO shop_app;
                ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;
                ALTER TABLE tasks FORCE ROW LEVEL SECURITY;
                """ + policies).strip().split(";\n", -1)) {
            sql.execute(statement);
        }
    }

    private static final String SIMPLE = """
            CREATE POLICY tenants ON tasks TO shop_app USING (tenant = (SELECT current_tenant_id()));
            CREATE POLICY open_only ON tasks AS RESTRICTIVE FOR INSERT TO shop_app WITH CHECK (NOT done);
            """;

    /** The judge cannot read the other table as the role does, so it is left to the server. */
    private static final String READING = """
            CREATE TABLE members (tenant uuid, who text);
            INSERT INTO members VALUES ('00000000-0000-4000-8000-000000000001', 'ann');
            GRANT SELECT ON members TO shop_app;
            CREATE POLICY seen ON tasks FOR SELECT TO shop_app USING (true);
            CREATE POLICY members ON tasks FOR INSERT TO shop_app WITH CHECK (EXISTS (SELECT FROM members m WHERE m.tenant = tasks.tenant
                AND m.who = current_setting('app.who', true)) AND current_user = 'shop_app');
            """;

    private static ActAs tenant(UUID id) {
        return new ActAs(id.toString(), null, null, Map.of());
    }

    @Test
    void rowsOfAnotherTenantAreRejected() throws Exception {
        tasks(SIMPLE);

        TableImportReport report = imported(
                file("tasks.csv", "id,tenant,title\n1," + OURS + ",a\n2," + THEIRS + ",b\n3," + OURS + ",c\n"),
                into("tasks").actingAs(tenant(OURS)));

        assertThat(texts("SELECT id || title FROM tasks ORDER BY id")).containsExactly("1a", "3c");
        assertThat(report.firstRejects()).hasSize(1);
        Reject reject = report.firstRejects().get(0);
        assertThat(reject.code()).isEqualTo("REFUSED_BY_POLICY");
        assertThat(reject.line()).isEqualTo(3);
        assertThat(reject.value()).contains(THEIRS.toString());
        assertThat(reject.expected()).contains("shop_app", "tenants");
    }

    @Test
    void whatTheFileLeavesOutIsTheTenants() throws Exception {
        tasks(SIMPLE);

        imported(
                file("tasks.jsonl", "{\"id\":1}\n{\"id\":2,\"title\":\"b\"}\n"),
                into("tasks").actingAs(tenant(OURS)));

        assertThat(texts("SELECT DISTINCT tenant::text FROM tasks")).containsExactly(OURS.toString());
    }

    @Test
    void theApplicationItselfWouldHaveWrittenTheSame() throws Exception {
        for (String policies : List.of(SIMPLE, READING)) {
            sql.execute("DROP TABLE IF EXISTS tasks, members");
            sql.execute("DROP FUNCTION IF EXISTS current_tenant_id()");
            tasks(policies);
            sql.execute("CREATE TABLE twin (LIKE tasks INCLUDING ALL)");
            Path csv = file("tasks.csv", rows(new Random(policies.length()), 300, policies.equals(SIMPLE)));
            ActAs as = new ActAs(OURS.toString(), null, null, Map.of("app.who", "ann"));

            List<String> written = asTheApplication(csv, as);
            sql.execute("TRUNCATE tasks");
            TableImportReport report = imported(csv, into("tasks").actingAs(as));

            assertThat(texts("SELECT t::text FROM tasks t ORDER BY id")).isEqualTo(written);
            assertThat(report.inserted()).isEqualTo(written.size()).isBetween(50L, 280L);
            assertThat(report.read()).isEqualTo(report.inserted() + report.rejected());
            sql.execute("DROP TABLE twin");
        }
    }

    private static String rows(Random random, int count, boolean duplicates) {
        StringBuilder csv = new StringBuilder("id,tenant,title,done\n");
        for (int i = 1; i <= count; i++) {
            csv.append(duplicates && random.nextInt(20) == 0 ? Math.max(1, i / 2) : i)
                    .append(',')
                    .append(random.nextInt(3) == 0 ? THEIRS : OURS)
                    .append(",t")
                    .append(i)
                    .append(',')
                    .append(random.nextInt(10) == 0)
                    .append('\n');
        }
        return csv.toString();
    }

    /** Row by row, each with its own verdict. */
    private List<String> asTheApplication(Path csv, ActAs as) throws Exception {
        sql.begin();
        as.all().forEach((name, value) -> sql.execute("SELECT set_config(?, ?, true)", name, value));
        sql.execute("SET LOCAL ROLE shop_app");
        for (String line :
                Files.readAllLines(csv).subList(1, Files.readAllLines(csv).size())) {
            String[] values = line.split(",", -1);
            sql.savepoint("row");
            try {
                sql.execute("INSERT INTO tasks VALUES (" + values[0] + ", '" + values[1] + "', '" + values[2] + "', "
                        + values[3] + ")");
            } catch (JdbiException e) {
                sql.rollbackToSavepoint("row");
            }
        }
        sql.execute("RESET ROLE");
        List<String> written = new ArrayList<>(texts("SELECT t::text FROM tasks t ORDER BY id"));
        sql.rollback();
        return written;
    }

    @Test
    void rowsAreFoundAsTheTenantSeesThem() throws Exception {
        tasks(SIMPLE);
        sql.execute("INSERT INTO tasks VALUES (1, ?, 'ours'), (2, ?, 'theirs'), (3, ?, 'same')", OURS, THEIRS, OURS);
        Path csv = file("tasks.csv", "id,title\n1,new\n2,stolen\n3,same\n4,more\n");

        TableImportReport updated =
                imported(csv, into("tasks", OnConflict.UPDATE).actingAs(tenant(OURS)));
        assertThat(List.of(updated.inserted(), updated.updated(), updated.unchanged(), updated.rejected()))
                .containsExactly(1L, 1L, 1L, 1L);
        assertThat(texts("SELECT id || title FROM tasks ORDER BY id"))
                .containsExactly("1new", "2theirs", "3same", "4more");

        TableImportReport skipped = imported(csv, into("tasks", OnConflict.SKIP).actingAs(tenant(OURS)));
        assertThat(List.of(skipped.inserted(), skipped.skipped(), skipped.rejected()))
                .containsExactly(0L, 3L, 1L);

        undone(2, false);
        undone(1, false);
        assertThat(texts("SELECT id || title FROM tasks ORDER BY id")).containsExactly("1ours", "2theirs", "3same");
    }

    @Test
    void nothingOfTheImportIsLeftToTheRole() throws Exception {
        tasks(SIMPLE);
        sql.execute("INSERT INTO tasks VALUES (1, ?, 'ours')", OURS);
        List<String> before = grants();

        imported(
                file("t.csv", "id,title\n1,new\n2,b\n"),
                into("tasks", OnConflict.UPDATE).actingAs(tenant(OURS)));

        assertThat(grants()).isEqualTo(before);
        assertThat(count("SELECT count(*) FROM pg_policy WHERE polname LIKE 'schemuse%'"))
                .isZero();
    }

    private List<String> grants() {
        return texts(
                "SELECT nspname || nspacl::text FROM pg_namespace WHERE nspacl::text LIKE '%shop_app%'"
                        + " UNION ALL SELECT relname || relacl::text FROM pg_class WHERE relacl::text LIKE '%shop_app%' ORDER BY 1");
    }

    @Test
    void aDryRunRejectsTheSame() throws Exception {
        tasks(SIMPLE);
        Path csv = file("tasks.csv", rows(new Random(5), 100, true));
        TableImportReport dry =
                imported(csv, into("tasks").actingAs(tenant(OURS)).onlyJudging());
        TableImportReport real = imported(csv, into("tasks").actingAs(tenant(OURS)));
        assertThat(dry.rejectsByFault()).isEqualTo(real.rejectsByFault()).containsKey("REFUSED_BY_POLICY");
        assertThat(dry.inserted()).isEqualTo(real.inserted());
    }

    @Test
    void whatCannotBeActedAsIsRefusedBeforeAnythingIsRead() throws Exception {
        tasks(SIMPLE);
        role("shop_stranger");
        sql.execute("CREATE TABLE open (id integer PRIMARY KEY, title text)");
        sql.execute("GRANT ALL ON open TO shop_app");
        sql.execute("CREATE TABLE hidden (id integer PRIMARY KEY)");
        Path csv = file("rows.csv", "id,title\n1,a\n");

        refused(csv, "open", tenant(OURS), "row-level security does not judge", "\"shop_app\"");
        refused(csv, "tasks", new ActAs("not-an-id", null, null, Map.of()), "not-an-id", "uuid");
        refused(csv, "tasks", new ActAs(null, "7", null, Map.of()), "current_user_id()", "--as-role");
        refused(csv, "tasks", new ActAs(null, null, "shop_ap", Map.of()), "no role \"shop_ap\"");
        sql.execute("GRANT SELECT ON hidden TO shop_app");
        refused(csv, "hidden", tenant(OURS), "--as-tenant", "hidden");
        sql.execute("REVOKE INSERT ON tasks FROM shop_app");
        sql.execute("GRANT INSERT (id) ON tasks TO shop_app");
        refused(csv, "tasks", tenant(OURS), "may not insert into column title");
        assertThat(count("SELECT count(*) FROM tasks")).isZero();
    }

    /** A row is not to blame for a privilege that the role lacks. */
    @Test
    void aMissingPrivilegeEndsTheImport() throws Exception {
        tasks(SIMPLE);
        sql.execute("INSERT INTO tasks VALUES (1, ?, 'ours')", OURS);
        sql.execute("REVOKE UPDATE ON tasks FROM shop_app");

        assertThatThrownBy(() -> imported(
                        file("t.csv", "id,title\n1,new\n2,b\n"),
                        into("tasks", OnConflict.UPDATE).actingAs(tenant(OURS))))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("permission denied for table tasks");
        assertThat(texts("SELECT id || title FROM tasks")).containsExactly("1ours");
    }

    /** The judge would see what the role does not. */
    @Test
    void whatAFunctionOfAPolicySeesIsTheServersToJudge() throws Exception {
        tasks("""
                CREATE TABLE members (tenant uuid, who text);
                INSERT INTO members VALUES ('00000000-0000-4000-8000-000000000001', 'ann');
                CREATE FUNCTION is_member(of uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
                    RETURN EXISTS (SELECT FROM shop.members m WHERE m.tenant = of AND current_setting('app.who', true) = m.who);
                CREATE POLICY members ON tasks TO shop_app USING (is_member(tenant));
                """);

        TableImportReport report = imported(
                file("t.csv", "id,tenant\n1," + OURS + "\n2," + THEIRS + "\n3," + OURS + "\n"),
                into("tasks").actingAs(new ActAs(null, null, "shop_app", Map.of("app.who", "ann"))));

        assertThat(texts("SELECT id::text FROM tasks ORDER BY id")).containsExactly("1", "3");
        assertThat(report.rejectsByFault()).isEqualTo(Map.of("REFUSED_BY_POLICY", 1L));
        assertThat(report.firstRejects().get(0).expected()).contains("row-level security policy");
    }

    /** The owner of a forced table is a role as any other. */
    @Test
    void theSessionsOwnRoleCanBeTheOneThatWrites() throws Exception {
        tasks(SIMPLE.replace("TO shop_app ", ""));
        DataSource owner = ledgerOwner("shop_owner");
        for (String owned : List.of("TABLE tasks", "FUNCTION current_tenant_id()")) {
            sql.execute("ALTER " + owned + " OWNER TO shop_owner");
        }

        TableImportReport report = imported(
                file("t.csv", "id,tenant\n1," + OURS + "\n2," + THEIRS + "\n"),
                into("tasks", OnConflict.UPDATE).actingAs(new ActAs(OURS.toString(), null, "shop_owner", Map.of())),
                owner,
                ImportListener.SILENT);

        assertThat(report.inserted()).isEqualTo(1);
        assertThat(texts("SELECT id::text FROM tasks")).containsExactly("1");
    }

    @Test
    void referencesOfAMappingCouldMeanRowsOfOthers() throws Exception {
        tasks(SIMPLE);
        sql.execute("ALTER TABLE tasks ADD parent integer REFERENCES tasks");
        Path mapping = file("m.yaml", "columns:\n  parent: {from: above, reference: tasks.title}\n");
        assertThatThrownBy(() -> imported(
                        file("t.csv", "id,above\n1,a\n"),
                        into("tasks")
                                .mapped(MappingFile.read(mapping, "tasks", null))
                                .actingAs(tenant(OURS))))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("could mean rows of others");
    }

    private void refused(Path csv, String table, @Nullable ActAs as, String... says) {
        Consumer<Throwable> saysAll = e -> assertThat(e.getMessage()).contains(says);
        assertThatThrownBy(() -> imported(csv, into(table).actingAs(as)))
                .isInstanceOf(ImportRefusedException.class)
                .satisfies(saysAll::accept);
    }
}
