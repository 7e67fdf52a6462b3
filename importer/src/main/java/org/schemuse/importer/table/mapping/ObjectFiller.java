package org.schemuse.importer.table.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Fills a column with a JSON object of several fields. A field that the row does not have is not in the object. */
final class ObjectFiller implements Filler {
    /** Either a field or an object. */
    private record Member(@Nullable FieldSource field, Map<String, Member> members) {}

    private final Member object;
    private final TextRule rule;
    private final Cell cell = new Cell();
    private boolean any;

    ObjectFiller(ColumnSource.Document document, TextRule rule, Function<String, FieldSource> fields) {
        this.object = member(document, fields);
        this.rule = rule;
    }

    private static Member member(ColumnSource source, Function<String, FieldSource> fields) {
        Map<String, Member> members = new LinkedHashMap<>();
        if (source instanceof ColumnSource.Document document) {
            document.members().forEach((name, one) -> members.put(name, member(one, fields)));
        }
        return new Member(source instanceof ColumnSource.Field field ? fields.apply(field.name()) : null, members);
    }

    @Override
    public @Nullable RowProblem fill(FileRow from, FileRow to, int at) {
        any = false;
        StringBuilder json = new StringBuilder();
        write(object, from, json);
        if (any) {
            to.set(at, Kind.OBJECT, json.toString());
        } else {
            to.set(at, Kind.ABSENT, null);
        }
        return null;
    }

    private void write(Member member, FileRow row, StringBuilder json) {
        json.append('{');
        String comma = "";
        for (Map.Entry<String, Member> one : member.members().entrySet()) {
            FieldSource field = one.getValue().field();
            if (field != null) {
                field.read(row, cell);
                rule.trim(cell);
                rule.forgetNulls(cell);
            }
            if (field == null || !cell.is(Kind.ABSENT)) {
                json.append(comma);
                TextList.append(json, one.getKey());
                json.append(':');
                comma = ",";
                if (field == null) {
                    write(one.getValue(), row, json);
                } else {
                    write(cell, json);
                }
            }
        }
        json.append('}');
    }

    private void write(Cell value, StringBuilder json) {
        any = true;
        switch (value.kind()) {
            case TEXT -> TextList.append(json, value.text());
            case NULL -> json.append("null");
            default -> json.append(value.text());
        }
    }
}
