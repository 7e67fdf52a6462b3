package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.mud.update.UpdateRules;
import org.schemuse.importer.source.DumpSource;

/** A game server writes its next dump while the last one is read: none of either is taken for the other. */
class ChangedDumpIT extends InstalledWorld {
    private static final String CHANGED = "the dump changed while it was read";

    private byte[] first;
    private Path dump;

    @BeforeEach
    void generate() throws IOException {
        first = generated(1);
        dump = Files.write(folder.resolve("world.mdb"), first);
    }

    /** More than is read ahead, so that the end is still to come when loading has begun. */
    private void generateLarge() throws IOException {
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        GenerateService.generate(8_000, 1, large);
        first = large.toByteArray();
        Files.write(dump, first);
    }

    private static byte[] generated(long seed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        GenerateService.generate(600, seed, bytes);
        return bytes.toByteArray();
    }

    /** What may happen to a file. */
    enum Change {
        IN_PLACE {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                // A description that reads otherwise, of the same length: no count and no reference differs.
                String text = new String(first, StandardCharsets.ISO_8859_1);
                int at = text.lastIndexOf(" the ");
                byte[] other = first.clone();
                other[at + 1] = 'T';
                Files.write(dump, other);
            }
        },
        REPLACED {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                Path next = Files.write(dump.resolveSibling("next.mdb"), generated(2));
                Files.move(next, dump, StandardCopyOption.ATOMIC_MOVE);
            }
        },
        TRUNCATED {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                Files.write(dump, Arrays.copyOf(first, first.length / 2));
            }
        },
        EMPTIED {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                Files.write(dump, new byte[0]);
            }
        },
        APPENDED {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                Files.write(dump, new byte[] {'\n'}, StandardOpenOption.APPEND);
            }
        },
        REMOVED {
            @Override
            void happen(Path dump, byte[] first) throws IOException {
                Files.delete(dump);
            }
        };

        abstract void happen(Path dump, byte[] first) throws IOException;
    }

    /** Lets it happen when an import has come to a stage. */
    private final class At implements ImportListener {
        private final Stage when;
        private final Change change;
        private boolean happened;

        At(Stage when, Change change) {
            this.when = when;
            this.change = change;
        }

        @Override
        public void progress(Stage stage, long done, long total) {
            if (stage == when && !happened) {
                happened = true;
                change(change);
            }
        }
    }

    private void change(Change change) {
        try {
            change.happen(dump, first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database is asked for between the two readings. */
    private void imported(Change between, ImportListener listener) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            new ImportService(Worlds.request(), listener)
                    .run(
                            source,
                            () -> {
                                if (between != null) {
                                    change(between);
                                }
                                return database.dataSource();
                            },
                            "vibemuse");
        }
    }

    private String fingerprint() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }

    private void nothingIsLeft(String before) throws Exception {
        for (String table : new String[] {"objects", "users", "attributes", "legacy_objects", "messages"}) {
            assertThat(count("SELECT count(*) FROM " + table)).as(table).isZero();
        }
        assertThat(count("SELECT count(*) FROM import_runs WHERE state IN ('finished', 'running')"))
                .isZero();
        assertThat(fingerprint()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void betweenTheReadings(Change change) throws Exception {
        String before = fingerprint();
        assertThatThrownBy(() -> imported(change, ImportListener.SILENT))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageStartingWith(dump + ": " + CHANGED)
                .hasMessageEndingWith("what had been loaded was removed, and the import can be started again");
        nothingIsLeft(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PLACE", "TRUNCATED", "APPENDED"})
    void whileItIsLoaded(Change change) throws Exception {
        generateLarge();
        String before = fingerprint();
        assertThatThrownBy(() -> imported(null, new At(Stage.LOADING, change)))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining(CHANGED);
        nothingIsLeft(before);
    }

    @Test
    void aGzipFileThatIsReplaced() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(first);
        }
        Files.write(dump, packed.toByteArray());
        first = packed.toByteArray();
        for (Change change : new Change[] {Change.REPLACED, Change.TRUNCATED}) {
            Files.write(dump, first);
            assertThatThrownBy(() -> imported(change, ImportListener.SILENT))
                    .as(change.name())
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining(CHANGED);
        }
    }

    @Test
    void aFileThatIsReplacedWhileItIsLoadedIsStillTheOneThatWasOpened() throws Exception {
        imported(null, new At(Stage.LOADING, Change.REPLACED));
        assertThat(text("SELECT sha256 FROM import_runs")).isEqualTo(sha256(first));
        assertThat(Files.readAllBytes(dump)).isNotEqualTo(first);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PLACE", "REPLACED", "REMOVED"})
    void anUpdateChangesNothing(Change change) throws Exception {
        imported(null, ImportListener.SILENT);
        String world = world();
        first = generated(3);
        Files.write(dump, first);
        try (DumpSource source = Worlds.source(dump)) {
            assertThatThrownBy(() -> new ImportService(Worlds.request(), ImportListener.SILENT)
                            .update(
                                    source,
                                    () -> {
                                        change(change);
                                        return database.dataSource();
                                    },
                                    "vibemuse",
                                    new UpdateRules(false, false)))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining(CHANGED);
        }
        assertThat(world()).isEqualTo(world);
        assertThat(count("SELECT count(*) FROM import_runs")).isEqualTo(1);
    }

    private String world() {
        return text("SELECT md5(string_agg(md5(t::text), ',' ORDER BY id)) FROM objects t")
                + text("SELECT md5(string_agg(md5(t::text), ',' ORDER BY id)) FROM attributes t");
    }

    @Test
    void aResumedImportIsUndone() throws Exception {
        generateLarge();
        String before = fingerprint();
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.LOADING) {
                    throw new Killed();
                }
            }
        };
        assertThatThrownBy(() -> imported(null, dying)).isInstanceOf(Killed.class);
        RunService runs =
                new RunService(database.dataSource(), "vibemuse", "test", new At(Stage.LOADING, Change.IN_PLACE));
        assertThatThrownBy(() -> runs.resume("1", run -> Worlds.source(dump)))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining(CHANGED);
        nothingIsLeft(before);
    }

    /** What the death of a process looks like from inside: nothing catches it, nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PLACE", "REPLACED", "REMOVED"})
    void aVerificationTellsOfNoDifferenceThatIsTheFiles(Change change) throws Exception {
        imported(null, ImportListener.SILENT);
        try (DumpSource source = Worlds.source(dump)) {
            VerifyService service =
                    new VerifyService(database.dataSource(), "vibemuse", new At(Stage.VERIFYING, change));
            assertThatThrownBy(() -> service.verify("1", source))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining(CHANGED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PLACE", "REPLACED", "REMOVED"})
    void anExportIsComparedWithNoOtherDump(Change change) throws Exception {
        imported(null, ImportListener.SILENT);
        AtomicInteger opened = new AtomicInteger();
        // Two connections look for the run; then the dump is hashed, and the third one reads the world.
        DataSource watched = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && opened.incrementAndGet() == 3) {
                        change(change);
                    }
                    return method.invoke(database.dataSource(), arguments);
                });
        try (DumpSource source = Worlds.source(dump)) {
            assertThatThrownBy(() ->
                            new ExportService(watched, "vibemuse").export(OutputStream.nullOutputStream(), source))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining(CHANGED);
        }
    }
}
