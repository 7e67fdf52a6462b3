package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.analytics.configuration.AnalyticsArgs;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;

class ChangelogSessionTest {
    @Test
    void liquibaseIsToldToKeepQuiet() {
        assertThat(new ChangelogSession(null, Catalog.named("vibemuse").orElseThrow()))
                .isNotNull();
        assertThat(AnalyticsArgs.ENABLED.getCurrentValue()).isFalse();
        assertThat(liquibase.GlobalConfiguration.SHOW_BANNER.getCurrentValue()).isFalse();
    }
}
