package org.schemuse.changelog.liquibase;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Scope;
import liquibase.change.ChangeFactory;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.precondition.CustomPreconditionWrapper;
import liquibase.precondition.PreconditionFactory;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;

/** Runs Liquibase without output or telemetry, and one call at a time, because Liquibase 4 keeps state in static fields. */
final class LiquibaseScope {
    /** Held here, because a logger without a reference may be collected, and its level with it. */
    private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");

    static {
        // Before the first Liquibase class reads them: no telemetry, no banner, and a log only where one was asked for.
        System.setProperty("liquibase.analytics.enabled", "false");
        System.setProperty("liquibase.showBanner", "false");
        if (LIQUIBASE_LOG.getLevel() == null) {
            LIQUIBASE_LOG.setLevel(Level.OFF);
        }
        QuickSettings.install();
    }

    private LiquibaseScope() {}

    /** Must be called before any class of Liquibase is used outside {@link #alone}, because some read settings when they are initialized. */
    static void prepare() {
        // The call initializes this class, which sets the properties.
    }

    /** @param files where changes look for what they name, outside of Liquibase's own commands */
    static <T extends @Nullable Object> T alone(ResourceAccessor files, Callable<T> work) throws Exception {
        return alone(files, List.of(), work);
    }

    /** @param javaClasses jars and folders of classes that changes may run; empty: none may */
    static <T extends @Nullable Object> T alone(ResourceAccessor files, List<Path> javaClasses, Callable<T> work)
            throws Exception {
        synchronized (LiquibaseScope.class) {
            Map<String, Object> scope = new HashMap<>();
            scope.put(Scope.Attr.ui.name(), new LoggerUIService());
            scope.put(Scope.Attr.resourceAccessor.name(), files);
            if (javaClasses.isEmpty()) {
                return Scope.child(scope, () -> withoutJava(work));
            }
            try (URLClassLoader classes =
                    new URLClassLoader(urls(javaClasses), LiquibaseScope.class.getClassLoader())) {
                scope.put(Scope.Attr.classLoader.name(), classes);
                return Scope.child(scope, () -> withJava(work));
            }
        }
    }

    /** Of changes the service loader takes ours, by their priority; preconditions have none. */
    private static <T extends @Nullable Object> T withoutJava(Callable<T> work) throws Exception {
        PreconditionFactory.getInstance().register(new RefusedPrecondition());
        return work.call();
    }

    /** With Liquibase's own change and precondition for Java classes in the place of ours, which refuse them. */
    private static <T extends @Nullable Object> T withJava(Callable<T> work) throws Exception {
        PreconditionFactory.getInstance().register(new CustomPreconditionWrapper());
        ChangeFactory changes = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
        changes.unregister("customChange");
        changes.register(new CustomChangeWrapper());
        try {
            return work.call();
        } finally {
            changes.register(new RefusedChange.Custom());
        }
    }

    private static URL[] urls(List<Path> paths) throws MalformedURLException {
        URL[] urls = new URL[paths.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = paths.get(i).toUri().toURL();
        }
        return urls;
    }
}
