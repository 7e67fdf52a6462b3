package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import liquibase.analytics.configuration.AnalyticsArgs;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;

class ChangelogSessionTest {
    @Test
    void liquibaseIsToldToKeepQuiet() {
        assertThat(new ChangelogSession(
                        null, Catalog.named("vibemuse").orElseThrow(), ChangesetFilter.standard(), null))
                .isNotNull();
        assertThat(AnalyticsArgs.ENABLED.getCurrentValue()).isFalse();
        assertThat(liquibase.GlobalConfiguration.SHOW_BANNER.getCurrentValue()).isFalse();
    }
}
