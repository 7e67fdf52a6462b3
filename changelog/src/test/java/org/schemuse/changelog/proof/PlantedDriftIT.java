package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/**
 * Changes of as many kinds, planted one at a time into a migrated catalog: drift, the whole of it, finds each. What drift
 * must say is written by hand beside the statement that plants the change.
 */
class PlantedDriftIT {
    private static final Catalog VIBEMUSE = Catalog.named("vibemuse").orElseThrow();
    private static final String STRANGER = "stranger_of_planted_drift_it";

    @TempDir
    static Path copies;

    private static TestDatabase live;
    private static TestDatabase scratch;

    /** A name, the statement that plants it, what drift must say, and the statement that removes it. */
    private static final String[][] PLANTS = {
        {
            "owner of a security definer function",
            "ALTER FUNCTION %F OWNER TO " + STRANGER,
            "changed function %F: owner is \"" + STRANGER + "\", expected \"<schema owner>\"",
            "ALTER FUNCTION %F OWNER TO CURRENT_USER"
        },
        {
            "owner of a table",
            "ALTER TABLE messages OWNER TO " + STRANGER,
            "changed table messages: owner is ",
            "ALTER TABLE messages OWNER TO CURRENT_USER"
        },
        {
            "owner of a type",
            "ALTER TYPE object_type_enum OWNER TO " + STRANGER,
            "changed type object_type_enum: owner is ",
            "ALTER TYPE object_type_enum OWNER TO CURRENT_USER"
        },
        {
            "owner of a view",
            "ALTER VIEW user_directory OWNER TO " + STRANGER,
            "changed view user_directory: owner is ",
            "ALTER VIEW user_directory OWNER TO CURRENT_USER"
        },
        {
            "owner of the schema",
            "ALTER SCHEMA harbour OWNER TO " + STRANGER,
            "changed schema: owner is ",
            "ALTER SCHEMA harbour OWNER TO CURRENT_USER"
        },
        {
            "statistics target of a column",
            "ALTER TABLE objects ALTER name SET STATISTICS 1000",
            "changed column objects.name: statistics is 1000, expected nothing",
            "ALTER TABLE objects ALTER name SET STATISTICS -1"
        },
        {
            "storage of a column",
            "ALTER TABLE objects ALTER name SET STORAGE EXTERNAL",
            "changed column objects.name: storage is \"e\", expected \"x\"",
            "ALTER TABLE objects ALTER name SET STORAGE EXTENDED"
        },
        {
            "compression of a column",
            "ALTER TABLE objects ALTER name SET COMPRESSION pglz",
            "changed column objects.name: compression is \"p\", expected nothing",
            "ALTER TABLE objects ALTER name SET COMPRESSION DEFAULT"
        },
        {
            "options of a column",
            "ALTER TABLE objects ALTER name SET (n_distinct = 5)",
            "changed column objects.name: options is ",
            "ALTER TABLE objects ALTER name RESET (n_distinct)"
        },
        {
            "cast",
            "CREATE CAST (text AS object_type_enum) WITH INOUT AS IMPLICIT",
            "unexpected cast (text AS object_type_enum)",
            "DROP CAST (text AS object_type_enum)"
        },
        {
            "options of a table",
            "ALTER TABLE objects SET (autovacuum_enabled = false)",
            "changed table objects: options is ",
            "ALTER TABLE objects RESET (autovacuum_enabled)"
        },
        {
            "options of a table's oversized values",
            "ALTER TABLE objects SET (toast.autovacuum_enabled = false)",
            "changed table objects: options of oversized values is ",
            "ALTER TABLE objects RESET (toast.autovacuum_enabled)"
        },
        {
            "replica identity",
            "ALTER TABLE objects REPLICA IDENTITY FULL",
            "changed table objects: replica identity is \"f\", expected \"d\"",
            "ALTER TABLE objects REPLICA IDENTITY DEFAULT"
        },
        {
            "unlogged table",
            "ALTER TABLE import_findings SET UNLOGGED",
            "changed table import_findings: persistence is \"u\", expected \"p\"",
            "ALTER TABLE import_findings SET LOGGED"
        },
        {
            "row security",
            "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
            "changed table users: row security is false, expected true",
            "ALTER TABLE users ENABLE ROW LEVEL SECURITY"
        },
        {
            "forced row security",
            "ALTER TABLE users NO FORCE ROW LEVEL SECURITY",
            "changed table users: forced is false, expected true",
            "ALTER TABLE users FORCE ROW LEVEL SECURITY"
        },
        {
            "policy",
            "CREATE POLICY stray ON users USING (true)",
            "unexpected policy users.stray",
            "DROP POLICY stray ON users"
        },
        {
            "grant on a table",
            "GRANT SELECT ON users TO PUBLIC",
            "changed table users: grants is ",
            "REVOKE SELECT ON users FROM PUBLIC"
        },
        {
            "grant on a column",
            "GRANT SELECT (email) ON users TO PUBLIC",
            "changed column users.email: grants is ",
            "REVOKE SELECT (email) ON users FROM PUBLIC"
        },
        {
            "grant on the schema",
            "GRANT CREATE ON SCHEMA harbour TO PUBLIC",
            "changed schema: grants is ",
            "REVOKE CREATE ON SCHEMA harbour FROM PUBLIC"
        },
        {
            "default privileges",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA harbour GRANT SELECT ON TABLES TO PUBLIC",
            "unexpected default privileges ",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA harbour REVOKE SELECT ON TABLES FROM PUBLIC"
        },
        {
            "disabled trigger",
            "ALTER TABLE users DISABLE TRIGGER %T",
            "changed trigger users.%T: enabled is \"D\", expected \"O\"",
            "ALTER TABLE users ENABLE TRIGGER %T"
        },
        {
            "default",
            "ALTER TABLE users ALTER online_status SET DEFAULT true",
            "changed column users.online_status: default is \"true\", expected \"false\"",
            "ALTER TABLE users ALTER online_status SET DEFAULT false"
        },
        {
            "not null",
            "ALTER TABLE users ALTER username DROP NOT NULL",
            "changed column users.username: not null is false, expected true",
            "ALTER TABLE users ALTER username SET NOT NULL"
        },
        {"index", "CREATE INDEX stray ON objects (name)", "unexpected index stray: ", "DROP INDEX stray"},
        {
            "clustered index",
            "ALTER TABLE objects CLUSTER ON objects_pkey",
            "changed index objects_pkey: clustered is true, expected false",
            "ALTER TABLE objects SET WITHOUT CLUSTER"
        },
        {
            "constraint",
            "ALTER TABLE objects ADD CONSTRAINT stray CHECK (name <> 'x') NOT VALID",
            "unexpected constraint objects.stray: ",
            "ALTER TABLE objects DROP CONSTRAINT stray"
        },
        {
            "extended statistics",
            "CREATE STATISTICS stray ON name, owner_id FROM objects",
            "unexpected statistics stray",
            "DROP STATISTICS stray"
        },
        {
            "extended statistics of a table of another schema",
            "CREATE TABLE public.far (a int, b int); CREATE STATISTICS stray ON a, b FROM public.far",
            "unexpected statistics stray",
            "DROP TABLE public.far"
        },
        {
            "rule",
            "CREATE RULE stray AS ON DELETE TO users DO INSTEAD NOTHING",
            "unexpected rule users.stray: ",
            "DROP RULE stray ON users"
        },
        {
            "view that bypasses row security",
            "ALTER VIEW user_directory SET (security_invoker = false)",
            "changed view user_directory: options is ",
            "ALTER VIEW user_directory SET (security_invoker = true)"
        },
        {
            "setting of a function",
            "ALTER FUNCTION set_updated_at() SET work_mem = '1GB'",
            "changed function set_updated_at(): settings is ",
            "ALTER FUNCTION set_updated_at() RESET work_mem"
        },
        {
            "cost of a function",
            "ALTER FUNCTION set_updated_at() COST 1",
            "changed function set_updated_at(): cost is 1, expected 100",
            "ALTER FUNCTION set_updated_at() COST 100"
        },
        {
            "aggregate",
            "CREATE AGGREGATE stray (int) (sfunc = int4pl, stype = int)",
            "unexpected function stray(integer)",
            "DROP AGGREGATE stray (int)"
        },
        {
            "operator",
            "CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)",
            "unexpected operator ===(integer,integer)",
            "DROP OPERATOR === (int, int)"
        },
        {"collation", "CREATE COLLATION stray (locale = 'C')", "unexpected collation stray", "DROP COLLATION stray"},
        {
            "text search configuration",
            "CREATE TEXT SEARCH CONFIGURATION stray (COPY = simple)",
            "unexpected text search configuration stray",
            "DROP TEXT SEARCH CONFIGURATION stray"
        },
        {"sequence", "CREATE SEQUENCE stray OWNED BY users.email", "unexpected sequence stray", "DROP SEQUENCE stray"},
        {"domain", "CREATE DOMAIN stray AS text CHECK (value <> '')", "unexpected type stray", "DROP DOMAIN stray"},
        {
            "comment",
            "COMMENT ON COLUMN users.email IS 'other'",
            "changed column users.email: comment is \"other\", expected ",
            "COMMENT ON COLUMN users.email IS 'E-mail address, if known.'"
        },
        {
            "operator family",
            "CREATE OPERATOR FAMILY stray USING btree",
            "unexpected other pg_opfamily",
            "DROP OPERATOR FAMILY stray USING btree"
        },
    };

    private static final Map<String, String> NAMES = new TreeMap<>();

    static Stream<Arguments> plants() {
        return Stream.of(PLANTS).map(plant -> Arguments.of((Object[]) plant));
    }

    @BeforeAll
    static void migrate() throws SQLException {
        live = TestDatabase.empty();
        scratch = TestDatabase.empty();
        Schema.of(live.dataSource(), VIBEMUSE, "harbour").migrate(MigrationRequest.defaults());
        execute("DROP ROLE IF EXISTS " + STRANGER);
        execute("CREATE ROLE " + STRANGER);
        NAMES.put(
                "%F",
                text("SELECT oid::regprocedure FROM pg_proc WHERE prosecdef AND pronamespace = 'harbour'::regnamespace"
                        + " AND proargnames IS NULL AND pronargs = 0 ORDER BY proname LIMIT 1"));
        NAMES.put(
                "%T",
                text(
                        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'users'::regclass AND NOT tgisinternal ORDER BY 1 LIMIT 1"));
    }

    @AfterAll
    static void drop() throws SQLException {
        execute("DROP ROLE IF EXISTS " + STRANGER);
        live.close();
        scratch.close();
    }

    @Test
    void thereAreAtLeast28Kinds() {
        assertThat(Stream.of(PLANTS).map(plant -> plant[0]).distinct()).hasSizeGreaterThanOrEqualTo(28);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void isFound(String name, String plant, String line, String removal) throws SQLException {
        List<String> before = lines();
        execute(named(plant));
        try {
            assertThat(lines())
                    .as(name)
                    .filteredOn(found -> !before.contains(found))
                    .anySatisfy(found -> assertThat(found).startsWith(named(line)));
        } finally {
            execute(named(removal));
        }
    }

    /** The copy is made once: its fingerprint is stored. */
    private static List<String> lines() {
        return Drift.of(
                        live.dataSource(),
                        new Installation(VIBEMUSE, "harbour", ChangesetFilter.standard()),
                        Drift.Location.at(scratch.dataSource()),
                        StoredCopies.in(copies.resolve("drift")))
                .differences()
                .stream()
                .map(Difference::line)
                .toList();
    }

    private static String named(String text) {
        String named = text;
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            named = named.replace(name.getKey(), name.getValue());
        }
        return named;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO harbour");
            statement.execute(sql);
        }
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO harbour");
            try (var row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
