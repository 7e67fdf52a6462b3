package org.schemuse.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** Dumps to import, and databases to import them into. */
public final class Worlds {
    static final Path SAMPLES = Path.of("..", "samples");

    private static final Path SHIPPED = Path.of("..", "..", "shared", "dumps", "tinymuse-2.0.v15.mdb");

    private Worlds() {}

    /** A database in which the catalog is installed in schema {@code vibemuse}. */
    static TestDatabase database() {
        return TestDatabase.cloneOf("vibemuse", database -> install(database, "vibemuse"));
    }

    static void install(javax.sql.DataSource database, String schema) {
        Schema.of(database, Catalog.named("vibemuse").orElseThrow(), schema).migrate(MigrationRequest.defaults());
    }

    static Path harbour() {
        return SAMPLES.resolve("harbour.mdb");
    }

    static Path brokenHarbour() {
        return SAMPLES.resolve("harbour-broken.mdb");
    }

    /** The database that TinyMUSE 2.0 comes with, where the folder beside the repository is present. */
    static Optional<Path> shipped() {
        if (Files.exists(SHIPPED)) {
            return Optional.of(SHIPPED);
        }
        System.out.println("not run: the dump that TinyMUSE 2.0 ships is not beside the repository");
        return Optional.empty();
    }

    public static DumpSource source(Path dump) throws IOException {
        return DumpSource.of(dump.toString(), InputStream.nullInputStream());
    }

    /** A dump out of its text, one character a byte, in a file of its own. */
    static Path write(Path folder, String dump) throws IOException {
        return Files.write(folder.resolve("world.mdb"), dump.getBytes(StandardCharsets.ISO_8859_1));
    }

    static ImportRequest request() {
        return new ImportRequest(null, false, false, ImportRequest.PasswordMode.LOCK, 3, "test");
    }

    /** Imports a dump into schema {@code vibemuse}. */
    static ImportReport importInto(TestDatabase database, Path dump, ImportRequest request) throws Exception {
        try (DumpSource source = source(dump)) {
            return new ImportService(request, ImportListener.SILENT).run(source, database::dataSource, "vibemuse");
        }
    }

    static Inspection inspect(Path dump) throws IOException {
        try (DumpSource source = source(dump)) {
            return new ImportService(request(), ImportListener.SILENT).inspect(source);
        }
    }

    /** The bytes of every dump that the tests have, whole and broken ones. */
    public static List<byte[]> everyDump() throws IOException {
        List<Path> files = new ArrayList<>(List.of(harbour(), brokenHarbour()));
        files.addAll(new GoldenFiles("ok", ".records").dumps());
        files.addAll(new GoldenFiles("err", ".findings").dumps());
        List<byte[]> dumps = new ArrayList<>();
        for (Path file : files) {
            dumps.add(Files.readAllBytes(file));
        }
        return dumps;
    }
}
