package org.schemuse.cli.app;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.schemuse.changelog.proof.Drift;
import org.schemuse.changelog.proof.StoredCopies;
import org.schemuse.cli.connect.Scratch;
import org.schemuse.cli.connect.Target;
import org.schemuse.cli.connect.TargetFinder;
import org.schemuse.cli.report.BuildInfo;

/** The scratch database that a live schema is compared with, made when it is asked for: on the same server unless told. */
public final class CopyLocation implements Drift.Location, AutoCloseable {
    private final TargetFinder finder;
    private final Target live;
    private final String on;
    private Target server;
    private Scratch scratch;

    /** @param on {@code embedded} or the URL of a server; null for the server of the live schema */
    public CopyLocation(TargetFinder finder, Target live, String on) {
        this.finder = finder;
        this.live = live;
        this.on = on;
    }

    /** Where fingerprints of earlier copies are kept: in the user's folder of caches, if there is one. */
    public static StoredCopies stored(UnaryOperator<String> environment) {
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

    /** Looked for once: it may ask for a password. */
    private Target server() {
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
