package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.value.ValueEncoder;
import org.schemuse.importer.table.value.ValueEncoders;

/**
 * Types that a new column can get, as narrow ones first. A type takes a text only if the server gives the same text back, so that
 * nothing of the file is lost: {@code 007} is no integer, and {@code 6BA7B810-...} in capitals no uuid. Of a boolean, a moment and a
 * document the server keeps what they mean, but not how they are written.
 */
enum InferredType {
    BOOLEAN("boolean", 16, "true|false|TRUE|FALSE|True|False|t|f", Kind.BOOLEAN),
    INTEGER("bigint", 20, "0|-?[1-9][0-9]{0,17}", Kind.NUMBER),
    NUMERIC("numeric", 1700, "(?!-0(?:\\.0*)?$)-?(?:0|[1-9][0-9]{0,17})(?:\\.[0-9]{1,100})?", Kind.NUMBER),
    DATE("date", 1082, "[0-9]{4}-[0-9]{2}-[0-9]{2}", Kind.TEXT),
    MOMENT(
            "timestamptz",
            1184,
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?"
                    + "(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)",
            Kind.TEXT),
    UUID("uuid", 2950, "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", Kind.TEXT),
    DOCUMENT("jsonb", 3802, "(?s)\\s*(?:\\{.*\\}|\\[.*\\])\\s*", Kind.OBJECT),
    TEXT("text", 25, "(?s).*", Kind.TEXT);

    /** Of JSON numbers, which are numbers however they are written, as far as their exponent is of some use. */
    private static final Pattern ANY_NUMBER =
            Pattern.compile("-?[0-9]{1,100}(?:\\.[0-9]{1,100})?(?:[eE][+-]?[0-9]{1,2})?");

    private final String sql;
    private final int oid;
    private final Pattern form;
    private final Kind kind;

    InferredType(String sql, int oid, String form, Kind kind) {
        this.sql = sql;
        this.oid = oid;
        this.form = Pattern.compile(form);
        this.kind = kind;
    }

    /** As SQL names it. */
    String sql() {
        return sql;
    }

    /** The encoder of a column of a type, by the name that SQL has for it. */
    static ValueEncoder encoder(String sql, boolean typed) {
        long oid = switch (sql) {
            case "integer" -> 23;
            case "time" -> 1083;
            default ->
                Arrays.stream(values())
                        .filter(type -> type.sql.equals(sql))
                        .mapToLong(type -> type.oid)
                        .findFirst()
                        .orElse(0);
        };
        return new ValueEncoders(typed, null).of(column(sql, oid));
    }

    private static ColumnShape column(String sql, long oid) {
        return new ColumnShape(
                sql, sql, oid, sql, -1, false, List.of(), 0, List.of(), false, null, false, ColumnShape.Identity.NONE);
    }

    /** Judges values. It belongs to one thread. */
    Judge judge(boolean typed, TrialRows scratch) {
        return new Judge(this, typed, scratch);
    }

    /** Judges whether values can be of a type. */
    static final class Judge {
        private static final JsonFactory STRICT = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();

        private final InferredType type;
        private final boolean typed;
        private final ValueEncoder encoder;
        private final TrialRows scratch;

        private Judge(InferredType type, boolean typed, TrialRows scratch) {
            this.scratch = scratch;
            this.type = type;
            this.typed = typed;
            this.encoder = new ValueEncoders(typed, null).of(column(type.sql, type.oid));
        }

        InferredType type() {
            return type;
        }

        boolean takes(Kind found, String text) {
            return hasForm(found, text)
                    && scratch.takes(encoder, text, found)
                    && (typed || type != DOCUMENT || keysDiffer(text));
        }

        private boolean hasForm(Kind found, String text) {
            if (type == DOCUMENT) {
                return typed
                        ? found == Kind.OBJECT || found == Kind.ARRAY
                        : type.form.matcher(text).matches();
            }
            if (type == TEXT) {
                return found != Kind.OBJECT && found != Kind.ARRAY;
            }
            if (typed && found != type.kind) {
                return false;
            }
            return (typed && type == NUMERIC)
                    ? ANY_NUMBER.matcher(text).matches()
                    : type.form.matcher(text).matches();
        }

        /** Whether no object in a document has a key twice, of which the server would lose one. */
        private static boolean keysDiffer(String document) {
            try (JsonParser parser = STRICT.createParser(document)) {
                while (parser.nextToken() != null) {
                    // The parser itself refuses a second key of the same name.
                }
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }
}
