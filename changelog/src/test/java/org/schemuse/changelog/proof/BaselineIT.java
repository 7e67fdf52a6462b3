package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.testsupport.TestDatabase;

/** A schema that lost its ledger, or never had one, is adopted if it is what the changelog makes. */
class BaselineIT {
    private static final Catalog PROMPTPAL = Catalog.named("promptpal").orElseThrow();

    private TestDatabase live;
    private TestDatabase scratch;

    @BeforeEach
    void migrateAndForget() throws SQLException {
        live = TestDatabase.empty();
        scratch = TestDatabase.empty();
        Schema.of(live.dataSource(), PROMPTPAL, "adopted").migrate(MigrationRequest.defaults());
        live.execute("DROP TABLE adopted.databasechangelog");
    }

    @AfterEach
    void drop() {
        live.close();
        scratch.close();
    }

    @Test
    void aSchemaThatIsWhatTheChangelogMakesIsAdopted() {
        BaselineReport report = baseline(false);

        assertThat(report.adopted()).isTrue();
        assertThat(report.differences()).isEmpty();
        Schema schema = Schema.of(live.dataSource(), PROMPTPAL, "adopted");
        assertThat(schema.status().pending()).isEmpty();
        assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).isEmpty();
        assertThatThrownBy(() -> baseline(false))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("has a ledger already");
    }

    @Test
    void aSchemaThatDiffersIsNotAdoptedUnlessToldTo() throws SQLException {
        live.execute("DROP INDEX adopted.prompts_folder_id_idx");
        live.execute("ALTER TABLE adopted.folders ADD COLUMN mine int");

        BaselineReport refused = baseline(false);
        assertThat(refused.adopted()).isFalse();
        assertThat(refused.differences())
                .extracting(Difference::change, Difference::kind)
                .contains(tuple("missing", "index"), tuple("unexpected", "column"));
        assertThatThrownBy(
                        () -> Schema.of(live.dataSource(), PROMPTPAL, "adopted").history())
                .as("nothing was marked")
                .hasMessageContaining("no ledger");

        scratch.close();
        scratch = TestDatabase.empty();
        assertThat(baseline(true).adopted()).isTrue();
        assertThat(Schema.of(live.dataSource(), PROMPTPAL, "adopted").history())
                .hasSameSizeAs(PROMPTPAL.changesets().stream()
                        .filter(ChangesetFilter.standard()::takes)
                        .toList());
    }

    private BaselineReport baseline(boolean despiteDifferences) {
        return Baseline.of(
                live.dataSource(),
                new Installation(PROMPTPAL, "adopted", ChangesetFilter.standard()),
                null,
                despiteDifferences,
                scratch.dataSource());
    }
}
