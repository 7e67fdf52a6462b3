package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which rows a rollback takes with it is read from its SQL. */
class DroppedTablesTest {
    @Test
    void tablesAreToldByStepUnderTheNamesTheyHaveBefore() {
        String sql = """
                -- Rolling Back ChangeSet: parts/changes.yaml::rename-supplier::library
                ALTER TABLE public.vendor RENAME TO supplier;

                DELETE FROM public.databasechangelog WHERE ID = 'rename-supplier';

                -- Rolling Back ChangeSet: parts/tables.xml::tables::library
                DROP TABLE public.supplier;
                DROP TABLE IF EXISTS "staff", public."event" CASCADE;
                -- Rolling Back ChangeSet: parts/tables.xml::none::library
                DROP TABLESPACE fast;
                """;

        assertThat(DroppedTables.of(sql))
                .containsExactly(
                        new DroppedTables.Step("rename-supplier", List.of()),
                        new DroppedTables.Step("tables", List.of("vendor", "staff", "event")),
                        new DroppedTables.Step("none", List.of()));
    }
}
