package org.schemuse.cli.app;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.proof.Drift;
import org.schemuse.changelog.proof.StoredCopies;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.TargetDatabase;
import org.schemuse.cli.connect.TargetFinder;
import org.schemuse.cli.report.BuildInfo;

/** The scratch database that a live schema is compared with. It is created on first use, on the same server by default. */
public final class CopyLocation implements Drift.Location, AutoCloseable {
    private final TargetFinder finder;
    private final TargetDatabase live;
    private final @Nullable String on;
    private @Nullable TargetDatabase server;
    private @Nullable Scratch scratch;

    /** @param on {@code embedded} or the URL of a server; null for the server of the live schema */
    public CopyLocation(TargetFinder finder, TargetDatabase live, @Nullable String on) {
        this.finder = finder;
        this.live = live;
        this.on = on;
    }

    /** The fingerprints of earlier copies: in the user's cache folder, if the environment names one. */
    public static StoredCopies stored(UnaryOperator<@Nullable String> environment) {
        String caches = environment.apply("XDG_CACHE_HOME");
        if (caches != null && Path.of(caches).isAbsolute()) {
            return StoredCopies.in(Path.of(caches, "schemuse", "drift"));
        }
        String home = environment.apply("HOME");
        return home == null || !Path.of(home).isAbsolute()
                ? StoredCopies.none()
                : StoredCopies.in(Path.of(home, ".cache", "schemuse", "drift"));
    }

    @Override
    public String identity() {
        return isEmbedded()
                ? "the embedded PostgreSQL " + BuildInfo.read().postgres()
                : Drift.Location.serverOf(server().dataSource());
    }

    @Override
    public DataSource database() {
        if (scratch == null) {
            scratch = on == null
                    ? finder.scratchBeside(live)
                    : isEmbedded() ? finder.scratch(on) : finder.scratchOn(server());
        }
        return scratch.dataSource();
    }

    private boolean isEmbedded() {
        return TargetFinder.EMBEDDED.equals(on);
    }

    /** Found once, because that may ask for a password. */
    private TargetDatabase server() {
        if (server == null) {
            server = on == null ? live : finder.server(on);
        }
        return server;
    }

    @Override
    public void close() {
        if (scratch != null) {
            scratch.close();
        }
    }
}
