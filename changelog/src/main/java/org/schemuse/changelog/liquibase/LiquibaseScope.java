package org.schemuse.changelog.liquibase;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Where Liquibase works: quietly, without telemetry, and one at a time, for Liquibase 4 keeps state in static fields. */
final class LiquibaseScope {
    /** Held here, for a logger nobody refers to may be forgotten with its level. */
    private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

    static {
        // Before the first Liquibase class reads them: no telemetry, no banner, and a log only where one was asked for.
        System.setProperty("liquibase.analytics.enabled", "false");
        System.setProperty("liquibase.showBanner", "false");
        if (LIQUIBASE_LOG.getLevel() == null) {
            LIQUIBASE_LOG.setLevel(Level.OFF);
        }
    }

    private LiquibaseScope() {}

    /** To be called before any class of Liquibase is used outside of {@link #alone}, for some read settings as they begin. */
    static void prepare() {
        // Being called initialises this class, which says all there is to say.
    }

    /** @param files where changes look for what they name, outside of Liquibase's own commands */
    static <T> T alone(ResourceAccessor files, Callable<T> work) throws Exception {
        synchronized (LiquibaseScope.class) {
            Map<String, Object> scope =
                    Map.of(Scope.Attr.ui.name(), new LoggerUIService(), Scope.Attr.resourceAccessor.name(), files);
            return Scope.child(scope, work::call);
        }
    }
}
