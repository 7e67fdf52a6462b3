package org.schemuse.cli.connect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.server.EmbeddedServer;

/**
 * Finds the database that a command works on: the URL given; otherwise the database that the libpq environment names;
 * otherwise the embedded server of the working folder. Opens no connection itself.
 */
public final class TargetFinder {
    /** The embedded server's folder inside the working folder. */
    public static final String FOLDER = ".schemuse";

    /** The value of {@code --on} for a separate embedded server. */
    public static final String EMBEDDED = "embedded";

    private static final String READ_ONLY = "25006";

    private final Map<String, String> environment;
    private final Path workingFolder;
    private final Consumer<String> notes;
    private final Consumer<String> warnings;
    private Duration patience = Duration.ofMinutes(1);

    /**
     * A finder.
     *
     * @param notes receives what takes a while
     * @param warnings receives what is wrong and does not end the command
     */
    public TargetFinder(
            Map<String, String> environment, Path workingFolder, Consumer<String> notes, Consumer<String> warnings) {
        this.environment = environment;
        this.workingFolder = workingFolder;
        this.notes = notes;
        this.warnings = warnings;
    }

    /** Asks a second connection after so long without an answer; never if it is zero. */
    public TargetFinder patient(Duration untilAsked) {
        patience = untilAsked;
        return this;
    }

    private StallWatch watch(String description) {
        return new StallWatch(patience, description, notes);
    }

    /**
     * The database; sets up and starts the embedded server if it comes to that.
     *
     * @param url as given by {@code --url}, or null
     * @throws Failure if the URL or the environment makes no sense, or no server can be started here
     */
    public TargetDatabase find(@Nullable String url) {
        return elsewhere(url).orElseGet(() -> embedded(embeddedServer().ensureRunning()));
    }

    /** Like {@link #find}, but empty where an embedded server would first have to be set up: nothing can be in it. */
    public Optional<TargetDatabase> findExisting(@Nullable String url) {
        Optional<TargetDatabase> elsewhere = elsewhere(url);
        if (elsewhere.isPresent() || !embeddedServer().isSetUp()) {
            return elsewhere;
        }
        return Optional.of(embedded(embeddedServer().ensureRunning()));
    }

    /** The embedded server of the working folder. */
    public EmbeddedServer embeddedServer() {
        return EmbeddedServer.in(workingFolder.resolve(FOLDER), notes);
    }

    /**
     * An empty database to try something in.
     *
     * @param on {@code embedded}, or the URL of a server whose user may create databases
     */
    public Scratch scratch(String on) {
        return on.equals(EMBEDDED) ? embeddedScratch() : scratchOn(server(on));
    }

    /** An empty database on the server of a database, whose user may create databases. */
    public Scratch scratchOn(TargetDatabase target) {
        try {
            return Scratch.on(target);
        } catch (SQLException e) {
            throw Failure.database(
                    "Cannot make a scratch database at " + target.description() + ": "
                            + why(target, e, "Name a user who may (ALTER ROLE ... CREATEDB)")
                            + ", or use --on embedded.",
                    e);
        }
    }

    private static String why(TargetDatabase target, SQLException refusal, String remedy) {
        return READ_ONLY.equals(refusal.getSQLState()) && target.isStandby()
                ? "it is a hot standby, which only reads. Name its primary"
                : refusal.getMessage() + ". " + remedy;
    }

    /** The server that {@code --on URL} names. */
    public TargetDatabase server(String on) {
        if (on.equals("testcontainers")) {
            throw Failure.usage("Schemuse starts no containers itself. Start one, as with docker run --rm -d -e"
                    + " POSTGRES_PASSWORD=secret -p 127.0.0.1:5433:5432 postgres:17, and give its URL:"
                    + " PGPASSWORD=secret schemuse verify --on postgresql://postgres@127.0.0.1:5433/postgres");
        }
        return find(on);
    }

    /** An empty database on the server of another; if its user may not create one, on an embedded server of the same major. */
    public Scratch scratchBeside(TargetDatabase target) {
        try {
            return Scratch.on(target);
        } catch (SQLException e) {
            String major = majorOf(target);
            if (!major.equals(EmbeddedServer.major())) {
                throw Failure.database(
                        "The comparison needs an empty database, and none can be made at " + target.description() + ": "
                                + why(target, e, "Grant CREATEDB")
                                + ", or name another server of PostgreSQL " + major + " with --on URL.",
                        e);
            }
            return embeddedScratch();
        }
    }

    private Scratch embeddedScratch() {
        EmbeddedServer server = EmbeddedServer.scratch(workingFolder.resolve(FOLDER), notes);
        return Scratch.on(server, embedded(server.ensureRunning()));
    }

    private static String majorOf(TargetDatabase target) {
        try (Connection connection = target.dataSource().getConnection()) {
            return Integer.toString(connection.getMetaData().getDatabaseMajorVersion());
        } catch (SQLException e) {
            throw Failure.database("Cannot ask " + target.description() + " for its version: " + e.getMessage(), e);
        }
    }

    private Optional<TargetDatabase> elsewhere(@Nullable String url) {
        LibpqSettings given = url == null ? LibpqSettings.NONE : ConnectionUrl.parse(url);
        LibpqSettings environmental = LibpqSettings.ofEnvironment(environment);
        if (url == null && !environmental.nameADatabase()) {
            return Optional.empty();
        }
        LibpqFiles files = new LibpqFiles(environment, warnings);
        LibpqSettings settings = given.orElse(environmental);
        LibpqSettings service = settings.value("service").map(files::service).orElseGet(() -> LibpqSettings.NONE);
        return Optional.of(new ServerTarget(given.orElse(service).orElse(environmental), files).target(this::watch));
    }

    private TargetDatabase embedded(EmbeddedServer.Address address) {
        LibpqSettings settings = new LibpqSettings(Map.of(
                "host", address.host(),
                "port", Integer.toString(address.port()),
                "dbname", address.database(),
                "user", address.user(),
                "password", address.password(),
                "sslmode", "disable",
                "gssencmode", "disable"));
        PostgresDataSource dataSource =
                PgjdbcProperties.dataSource(settings, "the embedded PostgreSQL", watch("the embedded PostgreSQL"));
        Path passFile = workingFolder.toAbsolutePath().relativize(address.passFile());
        String psql = "PGPASSFILE=" + Shell.quoted(passFile.toString()) + " psql -h " + address.host() + " -p "
                + address.port() + " -U " + address.user() + " " + address.database();
        return new TargetDatabase(dataSource, "embedded PostgreSQL at " + address.host() + ":" + address.port(), psql);
    }
}
