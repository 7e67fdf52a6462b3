package org.schemuse.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;

class TargetFinderTest {
    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private PostgresDataSource find(String url) {
        return (PostgresDataSource) target(url).dataSource();
    }

    private TargetDatabase target(String url) {
        environment.put("HOME", home.toString());
        return new TargetFinder(environment, home, note -> {}, warnings::add).find(url);
    }

    private void secretFile(String name, String content) throws IOException {
        Path file = Files.writeString(home.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://ann@db.example:6432/worlds        | ann@db.example:6432/worlds
                    postgres://ann@db.example/worlds               | ann@db.example:5432/worlds
                    postgresql://ann@db.example                    | ann@db.example:5432/ann
                    postgresql:///worlds?user=ann                  | ann@localhost:5432/worlds
                    postgresql://ann@[::1]:6432/worlds             | ann@::1:6432/worlds
                    postgresql://ann%40x@h/a%2Fb+c                 | ann@x@h:5432/a/b+c
                    postgresql://ann@h1:1,h2:2/worlds              | ann@h1,h2:1,2/worlds
                    postgresql://?host=h&port=7&dbname=d&user=ann  | ann@h:7/d
                    jdbc:postgresql://db.example:6432/worlds?user=ann | ann@db.example:6432/worlds
                    jdbc:postgresql:worlds?user=ann                | ann@localhost:5432/worlds
                    """)
    void urlsNameTheDatabase(String url, String description) {
        assertThat(target(url).description()).isEqualTo(description);
    }

    @Test
    void everyConnectionSaysWhoItIsAndStaysAlive() {
        PostgresDataSource found = find("postgresql://ann@h/d");
        assertThat(found.getApplicationName()).isEqualTo("schemuse");
        assertThat(found.getTcpKeepAlive()).isTrue();
    }

    @Test
    void libpqWordsAreTranslated() throws Exception {
        PostgresDataSource found = find("postgresql://ann@h/d?sslmode=verify-full&sslrootcert=/ca.pem&connect_timeout=3"
                + "&target_session_attrs=read-write&options=-c%20work_mem%3D64MB");
        assertThat(found.getProperty("sslmode")).isEqualTo("verify-full");
        assertThat(found.getProperty("sslrootcert")).isEqualTo("/ca.pem");
        assertThat(found.getProperty("connectTimeout")).isEqualTo("3");
        assertThat(found.getProperty("targetServerType")).isEqualTo("primary");
        assertThat(found.getProperty("options")).isEqualTo("-c work_mem=64MB");
    }

    @Test
    void theEnvironmentNamesTheDatabaseAndFillsWhatTheUrlLeavesOut() throws Exception {
        environment.putAll(Map.of(
                "PGHOST",
                "db.example",
                "PGPORT",
                "6432",
                "PGDATABASE",
                "worlds",
                "PGUSER",
                "ann",
                "PGPASSWORD",
                "pw",
                "PGSSLMODE",
                "require"));
        assertThat(target(null).description()).isEqualTo("ann@db.example:6432/worlds");
        assertThat(find(null).getPassword()).isEqualTo("pw");
        assertThat(find(null).getProperty("sslmode")).isEqualTo("require");
        assertThat(target("postgresql://bob@other:1/").description()).isEqualTo("bob@other:1/worlds");
    }

    @ParameterizedTest
    @CsvSource({"PGHOST,h", "PGPORT,7", "PGDATABASE,d", "PGUSER,u"})
    void anyOneOfTheseMeansAServerOfOnesOwn(String variable, String value) {
        environment.put(variable, value);
        assertThat(target(null).description()).contains(value);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aServiceComesFromItsFileBelowTheUrlAndAboveTheEnvironment() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # worlds
                [other]
                host=wrong
                [worlds]
                host = db.example
                port=6432
                user=ann
                password=from-service
                """);
        environment.putAll(Map.of("PGSERVICE", "worlds", "PGPORT", "1", "PGDATABASE", "d"));
        assertThat(target(null).description()).isEqualTo("ann@db.example:6432/d");
        assertThat(find(null).getPassword()).isEqualTo("from-service");
        assertThat(target("postgresql://bob@/").description()).isEqualTo("bob@db.example:6432/d");
    }

    @Test
    void aServiceNobodyDefinedIsAFailure() {
        environment.put("PGSERVICE", "nope");
        assertThatThrownBy(() -> target(null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no service \"nope\"")
                .hasMessageContaining(".pg_service.conf");
    }

    @Test
    void thePasswordFileIsReadAsLibpqReadsIt() throws IOException {
        secretFile(".pgpass", """
                # comment
                db.example:5432:worlds:bob:bobs
                db.example:*:a\\:b:ann:an\\\\ns
                *:*:*:ann:any
                """);
        assertThat(find("postgresql://bob@db.example/worlds").getPassword()).isEqualTo("bobs");
        assertThat(find("postgresql://ann@db.example/a%3Ab").getPassword()).isEqualTo("an\\ns");
        assertThat(find("postgresql://ann@elsewhere/x").getPassword()).isEqualTo("any");
        assertThat(find("postgresql://eve@db.example/worlds").getPassword()).isNull();
    }

    @Test
    void thePasswordFileMayBeNamedByTheEnvironmentAndGivesWayToPgpassword() throws IOException {
        secretFile("secrets", "*:*:*:*:from-file\n");
        environment.put("PGPASSFILE", home.resolve("secrets").toString());
        assertThat(find("postgresql://ann@h/d").getPassword()).isEqualTo("from-file");
        environment.put("PGPASSWORD", "from-environment");
        assertThat(find("postgresql://ann@h/d").getPassword()).isEqualTo("from-environment");
    }

    @Test
    void aPasswordFileOpenToOthersIsNotUsed() throws IOException {
        secretFile(".pgpass", "*:*:*:*:pw\n");
        Files.setPosixFilePermissions(home.resolve(".pgpass"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(find("postgresql://ann@h/d").getPassword()).isNull();
        assertThat(warnings).singleElement().asString().contains(".pgpass", "chmod 600");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mysql://h/d                              | --url is no PostgreSQL URL
                    postgresql://ann:hunter2@h/d             | --url holds a password
                    postgresql://ann:@h/d                    | --url holds a password
                    postgresql://h/d?password=hunter2        | --url holds a password
                    jdbc:postgresql://h/d?password=hunter2   | --url holds a password
                    postgresql://h/d?sslpassword=hunter2     | --url holds a password
                    postgresql://h:port/d                    | expected host:port
                    postgresql://h:99999999/d                | The port must be a number
                    postgresql://h1,h2,h3/d?port=1,2         | 3 hosts but 2 ports
                    postgresql://h/d?sslrootcert=system&sslmode=require | sslrootcert=system goes with sslmode=verify-full
                    postgresql://h/d?sslmode=maybe           | Unknown sslmode "maybe"
                    postgresql://h/d?colour=red              | Unknown connection setting "colour"
                    postgresql://h/d?colour                  | expected name=value
                    postgresql://h/%zz                       | two hexadecimal digits
                    """)
    void urlsThatMakeNoSenseAreUsage(String url, String words) {
        assertThatThrownBy(() -> find(url)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(failure).hasMessageContaining(words).hasMessageNotContaining("hunter2");
        });
    }

    @Test
    void aSocketFolderIsRefusedWithTheWayOut() {
        environment.putAll(Map.of("PGHOST", "/var/run/postgresql", "PGDATABASE", "d", "PGUSER", "u"));
        assertThatThrownBy(() -> target(null))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        "The host is the Unix-domain socket /var/run/postgresql, but Schemuse connects over TCP only:"
                                + " give PGHOST=127.0.0.1, or --url postgresql://127.0.0.1:5432/d.");
    }

    @Test
    void thePsqlLineHoldsNoSecretAndIsQuotedForTheShell() {
        environment.put("PGPASSWORD", "hunter2");
        TargetDatabase target = target("postgresql://ann@h:7/my%20world?sslmode=require");
        assertThat(target.psql()).isEqualTo("PGSSLMODE=require psql -h h -p 7 -U ann 'my world'");
        assertThat(target.psqlIn("harbour"))
                .isEqualTo("PGOPTIONS=-csearch_path=harbour PGSSLMODE=require psql -h h -p 7 -U ann 'my world'");
        assertThat(target.psqlIn("Old \"Harbour\"")).startsWith("PGOPTIONS='-csearch_path=\"Old\\ \"\"Harbour\"\"\"' ");
        assertThat(target.toString()).doesNotContain("hunter2");
    }
}
