package org.schemuse.importer.table.judge;

import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.postgres.Quoting;

/** Judges the values of columns that are staged as texts: whether the column's type has them. */
final class StagedTexts {
    private final StagedTable staged;
    private final Rejects rejects;

    StagedTexts(StagedTable staged, Rejects rejects) {
        this.staged = staged;
        this.rejects = rejects;
    }

    /** Rejects rows with a bad value, and empties the value, so a cast of the column succeeds for every staged row. */
    long judge() {
        List<ColumnShape> plain =
                staged.asText().stream().filter(column -> column.modifier() < 0).toList();
        boolean plainAreSound = plain.isEmpty() || rejects.attempt(() -> castAll(plain));
        long found = 0;
        for (ColumnShape column : staged.asText()) {
            if (!plainAreSound || column.modifier() >= 0) {
                found += judge(column);
            }
        }
        if (found > 0) {
            forgetBadValues();
        }
        return found;
    }

    private void castAll(List<ColumnShape> columns) {
        rejects.count(columns.stream()
                        .map(column ->
                                "count(" + Quoting.identifier(column.name()) + "::" + column.baseTypeName() + ")")
                        .collect(Collectors.joining(", "))
                + " FROM " + staged.name());
    }

    /** A cast would cut or fill up a value that is too long or too short, so the input function is asked. */
    private long judge(ColumnShape column) {
        long[] found = new long[1];
        boolean asked = rejects.serverMajorVersion() >= 16
                && rejects.attempt(() -> found[0] = add(
                        column,
                        "CASE WHEN NOT pg_input_is_valid(s.value, " + Quoting.literal(column.baseTypeName())
                                + ") THEN (pg_input_error_info(s.value, " + Quoting.literal(column.baseTypeName())
                                + ")).message END"));
        return asked ? found[0] : judgeRowByRow(column);
    }

    /** For servers before 16, and types whose input functions do not report errors softly. */
    private long judgeRowByRow(ColumnShape column) {
        rejects.execute("CREATE OR REPLACE FUNCTION pg_temp.schemuse_input(text) RETURNS text LANGUAGE plpgsql AS "
                + Quoting.literal("DECLARE cast_value " + column.baseTypeName()
                        + "; BEGIN cast_value := $1; RETURN NULL; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM; END"));
        long found = add(column, "pg_temp.schemuse_input(s.value)");
        rejects.execute("DROP FUNCTION pg_temp.schemuse_input(text)");
        return found;
    }

    private long add(ColumnShape column, String complaint) {
        String name = Quoting.identifier(column.name());
        String texts = "(SELECT schemuse_row, schemuse_line, " + name + " AS value FROM " + staged.name() + " s"
                + rejects.condition() + ")";
        return rejects.add(
                RowFault.BAD_VALUE,
                Quoting.literal(column.name()),
                Rejects.shown("value"),
                Quoting.literal("a value of type " + column.typeName() + "; PostgreSQL says: ") + " || complaint",
                "(SELECT s.*, " + complaint + " AS complaint FROM " + texts + " s WHERE s.value IS NOT NULL OFFSET 0) s"
                        + " WHERE complaint IS NOT NULL");
    }

    private void forgetBadValues() {
        rejects.execute("UPDATE " + staged.name() + " s SET "
                + staged.asText().stream()
                        .map(column -> Quoting.identifier(column.name()) + " = NULL")
                        .collect(Collectors.joining(", "))
                + " FROM " + staged.rejects() + " r WHERE r.schemuse_row = s.schemuse_row AND r.code = 'BAD_VALUE'");
    }
}
