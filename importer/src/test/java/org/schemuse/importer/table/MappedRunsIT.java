package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.importer.fixture.MappedTables;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** A run belongs to its mapping: it is continued by the same one only. */
class MappedRunsIT extends MappedTables {
    @Test
    void aRunWithAnotherMappingIsAnotherRun() throws Exception {
        sql.execute("CREATE TABLE t (id integer PRIMARY KEY, a text)");
        Path csv = file("t.csv", "id,x\n1,y\n");
        imported(csv, mapped("t", "columns: {a: x}"));
        assertThat(texts("SELECT length(options ->> 'mapping')::text FROM shop_imports.import_runs"))
                .containsExactly("64");
        assertThatThrownBy(() -> imported(csv, into("t"))).hasMessageContaining("\"x\" is no column");
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"LOADING", "VERIFYING"})
    void anInterruptedRunIsContinuedByTheSameMapping(Stage stage) throws Exception {
        sql.execute("CREATE TABLE people (id bigserial PRIMARY KEY, name text UNIQUE, age integer CHECK (age > 0),"
                + " manager bigint REFERENCES people)");
        StringBuilder csv = new StringBuilder("name,age,boss\n");
        for (int i = 0; i < 9_000; i++) {
            csv.append('p')
                    .append(i)
                    .append(',')
                    .append(i % 1_000)
                    .append(",p")
                    .append(i < 10 ? 0 : i / 2)
                    .append('\n');
        }
        Path file = file("people.csv", csv.toString().replace("\np0,0,", "\np0,5,"));
        String map = "columns: {manager: {from: boss, reference: people.name}}";
        TableImportRequest request = mapped("people", map).deferring(Defer.NEVER, 1_000);
        String people =
                "SELECT p.name || coalesce(m.name, '') FROM people p LEFT JOIN people m ON m.id = p.manager ORDER BY 1";
        TableImportReport whole = imported(file, request);
        List<String> undisturbed = texts(people);
        undone(1, false);

        assertThatThrownBy(() -> imported(file, request, database.dataSource(), stoppedAt(stage)))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport continued = imported(file, request);

        assertThat(texts(people)).isEqualTo(undisturbed).hasSizeGreaterThan(1_000);
        assertThat(continued.rejectsByFault()).isEqualTo(whole.rejectsByFault()).hasSize(2);
        assertThat(continued.number()).isEqualTo(2);
        undone(2, false);
        assertThatThrownBy(() -> imported(file, request, database.dataSource(), stoppedAt(stage)))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport other =
                imported(file, mapped("people", map + "  # other").deferring(Defer.NEVER, 1_000));
        assertThat(other.number()).isEqualTo(4);
        assertThat(other.continuedBatches()).isZero();
    }
}
