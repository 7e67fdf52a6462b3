package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
    private final CharsetEncoder encoder;
    private final List<String> fields;

    ObjectForm(String begin, String prefix, String separator, String end, TableFile file, List<String> fields) {
        this.begin = begin;
        this.prefix = prefix;
        this.separator = separator;
        this.end = end;
        this.encoder = file.charset().newEncoder();
        this.fields = fields;
    }

    @Override
    String begin(String lastField) {
        return begin;
    }

    @Override
    String row(FileRow row, String reason, long before) throws IOException {
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
            json.writeStringField(FieldNames.REASON, reason);
            json.writeEndObject();
        }
        return encodable(text.toString(), row.escapes());
    }

    /** With escapes of what the charset does not have; an invalid byte stays what it is. All such characters are in strings. */
    private String encodable(String json, boolean escapes) {
        if (encoder.canEncode(json)) {
            return json;
        }
        StringBuilder text = new StringBuilder(json.length() + 16);
        int end;
        for (int i = 0; i < json.length(); i = end) {
            end = i + Character.charCount(json.codePointAt(i));
            String one = json.substring(i, end);
            boolean asItIs = BadText.isInvalid(one.charAt(0)) ? !escapes : encoder.canEncode(one);
            text.append(asItIs ? one : escaped(one));
        }
        return text.toString();
    }

    private static String escaped(String character) {
        return character
                .chars()
                .mapToObj(c -> String.format(Locale.ROOT, "\\u%04x", c))
                .collect(Collectors.joining());
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
