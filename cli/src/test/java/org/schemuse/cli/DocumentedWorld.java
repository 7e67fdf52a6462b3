package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestRedis;

/** What the commands of the pages assume: files in the working folder, the program, databases and a Redis. */
final class DocumentedWorld implements AutoCloseable {
    private static final Set<String> WRITING =
            Set.of("-o", "--output", "--out", "--report", "--config", "--changelog-root");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final String TABLE = "CREATE TABLE item (id bigint PRIMARY KEY)";

    private final Path folder;
    private final TestRedis redis;

    DocumentedWorld(Path folder) throws Exception {
        this.folder = folder;
        redis = TestRedis.start();
        Path samples = Files.createDirectory(folder.resolve("samples"));
        for (String dump : List.of("harbour.mdb", "harbour-broken.mdb")) {
            Files.copy(Workplace.REPOSITORY.resolve("samples").resolve(dump), samples.resolve(dump));
        }
        tables(samples);
        byte[] harbour = Files.readAllBytes(samples.resolve("harbour.mdb"));
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("mdb.gz")))) {
            out.write(harbour);
        }
        String newer = new String(harbour, StandardCharsets.ISO_8859_1).replace("The Kittiwake", "The Cormorant");
        Files.writeString(folder.resolve("mdb.new"), newer, StandardCharsets.ISO_8859_1);
        changelogs();
        Path program = Files.createDirectory(folder.resolve("bin")).resolve("schemuse");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' org.schemuse.cli.Schemuse \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The file of docs/tables.md, and its rejects as the page corrects them. */
    private void tables(Path samples) throws IOException {
        Path tables = Workplace.REPOSITORY.resolve("samples/tables");
        try (Stream<Path> files = Files.walk(tables)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = samples.resolve("tables")
                        .resolve(tables.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        String header = "sep=;\nId;Branch;Label;State;Seats;Price;Starts";
        Files.writeString(
                folder.resolve("bookings.csv"),
                header + "\n2;north;Choir;open;30;4.50;2025-02-01\n"
                        + "3;south;Chess club;Open;12;0.00;2025-02-28\n4;south;Puppet theatre;open;50;6,00;2025-03-01\n"
                        + "5;west;Caf\u00e9 concert;paid;25;3.00;2025-03-08\n");
        Files.writeString(
                folder.resolve("corrected.csv"),
                header + ";schemuse_reason\n"
                        + "3;south;Chess club;open;12;0.00;2025-02-28;BAD_VALUE\n"
                        + "4;south;Puppet theatre;open;50;6.00;2025-03-01;BAD_VALUE\n"
                        + "5;north;Caf\u00e9 concert;paid;25;3.00;2025-03-08;NO_SUCH_REFERENCE\n");
    }

    private void changelogs() throws IOException {
        String sql = "--liquibase formatted sql\n\n--changeset app:1\n--comment: Items.\n" + TABLE
                + ";\nCOMMENT ON TABLE item IS 'Items.';\nCOMMENT ON COLUMN item.id IS 'Id.';\n--rollback DROP TABLE item;\n";
        Path migrations = Files.createDirectories(folder.resolve("db/migrations"));
        Files.writeString(migrations.resolve("001.sql"), sql);
        Files.writeString(folder.resolve("001.sql"), TABLE + ";\n");
        Files.writeString(folder.resolve("002.sql"), "COMMENT ON TABLE item IS 'Items.';\n");
        Files.writeString(
                folder.resolve("db/changelog.yaml"),
                "databaseChangeLog:\n  - include:\n      file: migrations/001.sql\n      relativeToChangelogFile: true\n");
        String xml = "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\""
                + "http://www.liquibase.org/xml/ns/dbchangelog"
                + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">"
                + "<include file=\"%s\" relativeToChangelogFile=\"true\"/></databaseChangeLog>\n";
        Files.writeString(folder.resolve("db/changelog.xml"), xml.formatted("migrations/001.sql"));
        Path resources = Files.createDirectories(folder.resolve("src/main/resources/db/changelog"));
        Files.writeString(resources.resolve("master.xml"), xml.formatted("001.sql"));
        Files.writeString(resources.resolve("001.sql"), sql);
    }

    /** The folder of the program, for a shell's PATH. */
    Path programs() {
        return folder.resolve("bin");
    }

    /** The servers of the pages are ours. */
    String filled(String line, TestDatabase database) {
        return line.replaceAll(
                        "postgresql://\\w+@db\\.example/\\w+",
                        "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                                + database.name())
                .replace("redis://localhost", redis.url());
    }

    /** As a shell takes them apart; paths are the folder's. */
    String[] arguments(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line.replaceFirst("^schemuse ?", ""));
        while (word.find()) {
            String text = Stream.of(word.group(1), word.group(2), word.group(3))
                    .filter(group -> group != null)
                    .findFirst()
                    .orElseThrow();
            boolean written = !words.isEmpty() && WRITING.contains(words.get(words.size() - 1));
            boolean path = text.matches("[\\w./-]*[/.][\\w./-]*") && Files.exists(folder.resolve(text));
            words.add(
                    (written || path) && !text.equals("-")
                            ? folder.resolve(text).toString()
                            : text);
        }
        return words.toArray(String[]::new);
    }

    /** A new database that has what a command needs. */
    TestDatabase database(String line) {
        TestDatabase database = prepared(line);
        if (line.contains("redis verify")) {
            Ran.here(folder, Connecting.to(database), "migrate", "virtubar", "--redis", redis.url());
        }
        return database;
    }

    private TestDatabase prepared(String line) {
        if (line.contains("auth.users")) {
            return TestDatabase.cloneOf(
                    "documented_supabase",
                    database -> execute(database, "CREATE SCHEMA auth; CREATE TABLE auth.users (id uuid PRIMARY KEY)"));
        }
        Matcher changelog = Pattern.compile("schemuse (?:tag|status) (\\S+ml)( --changelog-root \\S+)?")
                .matcher(line);
        if (changelog.find()) {
            String migration =
                    "schemuse migrate " + changelog.group(1) + (changelog.group(2) == null ? "" : changelog.group(2));
            return TestDatabase.cloneOf(
                    "documented " + migration,
                    database -> assertThat(Ran.here(folder, Connecting.to(database), arguments(migration))
                                    .exitCode())
                            .isZero());
        }
        return line.startsWith("schemuse resume")
                ? TestDatabase.cloneOf("documented_interrupted", this::interrupted)
                : TestDatabase.cloneOf("documented", this::installed);
    }

    /** What the pages assume: catalogs, some schemas with worlds, an import into a table, and a third import that can be undone. */
    private void installed(DataSource database) throws SQLException, IOException {
        Map<String, String> environment = Connecting.to(database);
        String dump = folder.resolve("samples/harbour.mdb").toString();
        for (String[] command : new String[][] {
            {"migrate", "vibecoder"},
            {"migrate", "promptpal"},
            {"migrate", "triberspace"},
            {"migrate", "virtubar", "--redis", redis.url()},
            {"world", "create", "world_one"},
            {"import", dump, "--schema", "harbour", "--passwords", "keep"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "1", "--yes"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "2", "--yes"},
            {"import", dump, "--passwords", "keep"},
        }) {
            Ran ran = Ran.here(folder, environment, command);
            assertThat(ran.exitCode()).as(String.join(" ", command) + ran.err()).isZero();
        }
        execute(database, Files.readString(folder.resolve("samples/tables/defects.sql")));
        execute(database, Files.readString(folder.resolve("samples/tables/members.sql")));
        assertThat(Ran.here(folder, environment, arguments("schemuse import --table booking bookings.csv"))
                        .exitCode())
                .isEqualTo(1);
        execute(database, TABLE + "; COMMENT ON TABLE item IS 'Items.'; COMMENT ON COLUMN item.id IS 'Id.'");
    }

    /** The third import of the schema was killed before it rebuilt the indexes. */
    private void interrupted(DataSource database) throws Exception {
        Map<String, String> environment = Connecting.to(database);
        String dump = folder.resolve("samples/harbour.mdb").toString();
        for (String[] command : new String[][] {
            {"import", dump, "--passwords", "lock"},
            {"undo", "1", "--yes"},
            {"import", dump, "--passwords", "lock"},
            {"undo", "2", "--yes"}
        }) {
            assertThat(Ran.here(folder, environment, command).exitCode()).isZero();
        }
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    throw new Killed();
                }
            }
        };
        try (DumpSource source = DumpSource.of(dump, System.in)) {
            new ImportService(ImportRequest.usual("0.1.0"), dying).run(source, () -> database, "vibemuse");
        } catch (Killed expected) {
            return;
        }
        throw new AssertionError("the import was not interrupted");
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
