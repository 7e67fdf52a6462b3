package org.schemuse.changelog.liquibase;

import java.util.List;
import java.util.Map;
import liquibase.Scope;
import liquibase.configuration.ConfigurationValueProvider;
import liquibase.configuration.LiquibaseConfiguration;
import liquibase.configuration.core.EnvironmentValueProvider;
import liquibase.configuration.core.SystemPropertyValueProvider;

/**
 * Answers Liquibase's questions for its settings as Liquibase itself would, from the same properties and variables. It asks
 * several times for each row of a ledger, and its own providers copy and hash every property and variable each time: with
 * some hundred changesets that is most of what a migration takes.
 */
final class QuickSettings {
    private QuickSettings() {}

    /** Takes the place of Liquibase's own providers, once. */
    static void install() {
        LiquibaseConfiguration settings = Scope.getCurrentScope().getSingleton(LiquibaseConfiguration.class);
        for (ConfigurationValueProvider provider : List.copyOf(settings.getProviders())) {
            if (provider.getClass() == SystemPropertyValueProvider.class) {
                settings.unregisterProvider(provider);
                settings.registerProvider(new Properties());
            } else if (provider.getClass() == EnvironmentValueProvider.class) {
                settings.unregisterProvider(provider);
                settings.registerProvider(new Variables());
            }
        }
    }

    /** Properties may change while the process runs. */
    private static final class Properties extends SystemPropertyValueProvider {
        @Override
        protected Map<?, ?> getMap() {
            return System.getProperties();
        }
    }

    /** Variables do not. */
    private static final class Variables extends EnvironmentValueProvider {
        @Override
        protected int getMapHash() {
            return 1;
        }
    }
}
