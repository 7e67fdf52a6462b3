package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Writes rows as JSON objects, which YAML reads too. */
final class ObjectForm extends RowForm {
    /** What holds the text of a row that is no object. */
    private static final String WHOLE = "schemuse_row";

    private final String begin;
    private final String prefix;
    private final String separator;
    private final String end;
    private final List<String> fields;

    ObjectForm(String begin, String prefix, String separator, String end, List<String> fields) {
        this.begin = begin;
        this.prefix = prefix;
        this.separator = separator;
        this.end = end;
        this.fields = fields;
    }

    @Override
    String begin(@Nullable String lastField) {
        return begin;
    }

    @Override
    String row(FileRow row, @Nullable String reason, long before) throws IOException {
        StringWriter text = new StringWriter();
        text.append(before == 0 ? "" : separator).append(prefix);
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            String whole = row.whole();
            if (whole != null) {
                json.writeStringField(WHOLE, whole);
            }
            for (int field = 0; field < row.width(); field++) {
                write(json, field, row.kind(field), row.text(field));
            }
            for (FileRow.Repeated more : row.repeated()) {
                write(json, more.field(), more.kind(), more.text());
            }
            if (reason != null) {
                json.writeStringField(FieldNames.REASON, reason);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private void write(JsonGenerator json, int field, Kind kind, @Nullable String text) throws IOException {
        if (kind == Kind.ABSENT) {
            return;
        }
        json.writeFieldName(fields.get(field));
        if (text == null) {
            json.writeNull();
        } else if (kind == Kind.TEXT) {
            json.writeString(text);
        } else {
            json.writeRawValue(text);
        }
    }

    @Override
    String end(long rows) {
        return rows == 0 && end.startsWith("\n") && begin.isEmpty() ? "" : end;
    }
}
