package org.schemuse.importer.table.value;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Encoders for columns, chosen by the type that the system catalog gives. They accept what the server accepts, or less, and
 * read it as the server does. They refuse what the server could only guess, such as {@code 01/02/2026}.
 *
 * @param typed whether the file tells texts from other values, as JSON and YAML do: then a text for a JSON column is a JSON
 *     string, otherwise it is a JSON document
 * @param zone of times that have no offset; {@code null} if each must have one
 */
public record ValueEncoders(boolean typed, @Nullable ZoneId zone) {
    /** Of those types that can be read without the server: the oid of the type under the oid of its array. */
    private static final Map<Integer, Integer> ARRAYS = Map.ofEntries(
            Map.entry(1000, Oid.BOOL),
            Map.entry(1001, Oid.BYTEA),
            Map.entry(1016, Oid.INT8),
            Map.entry(1005, Oid.INT2),
            Map.entry(1007, Oid.INT4),
            Map.entry(1009, Oid.TEXT),
            Map.entry(199, Oid.JSON),
            Map.entry(1021, Oid.FLOAT4),
            Map.entry(1022, Oid.FLOAT8),
            Map.entry(1014, Oid.BPCHAR),
            Map.entry(1015, Oid.VARCHAR),
            Map.entry(1182, Oid.DATE),
            Map.entry(1183, Oid.TIME),
            Map.entry(1115, Oid.TIMESTAMP),
            Map.entry(1185, Oid.TIMESTAMPTZ),
            Map.entry(1270, Oid.TIMETZ),
            Map.entry(1231, Oid.NUMERIC),
            Map.entry(2951, Oid.UUID),
            Map.entry(3807, Oid.JSONB));

    /** Identifiers of built-in types, which no server assigns otherwise. */
    private static final class Oid {
        static final int BOOL = 16;
        static final int BYTEA = 17;
        static final int INT8 = 20;
        static final int INT2 = 21;
        static final int INT4 = 23;
        static final int TEXT = 25;
        static final int JSON = 114;
        static final int FLOAT4 = 700;
        static final int FLOAT8 = 701;
        static final int BPCHAR = 1042;
        static final int VARCHAR = 1043;
        static final int DATE = 1082;
        static final int TIME = 1083;
        static final int TIMESTAMP = 1114;
        static final int TIMESTAMPTZ = 1184;
        static final int TIMETZ = 1266;
        static final int NUMERIC = 1700;
        static final int UUID = 2950;
        static final int JSONB = 3802;

        private Oid() {}
    }

    /** The encoder of a column; of a type that only the server can read it adds the value as a text. */
    public ValueEncoder of(ColumnShape column) {
        ValueEncoder known = known(column);
        return known != null ? known : new ServerValues(column.typeName(), column.element() != 0);
    }

    /** Whether values of the column's type can be read without the server. */
    public static boolean reads(ColumnShape column) {
        return new ValueEncoders(false, null).known(column) != null;
    }

    /**
     * The SQL type of a column of a staging table that takes what {@link #of} encodes: the column's type, of a domain the one
     * under it, and text if only the server can read it.
     */
    public static String stagingType(ColumnShape column) {
        return reads(column) ? column.baseTypeName() : "text";
    }

    private @Nullable ValueEncoder known(ColumnShape column) {
        if (!column.labels().isEmpty()) {
            return new EnumValues(column.labels());
        }
        if (!column.elementLabels().isEmpty()) {
            return new ArrayValues((int) column.element(), new EnumValues(column.elementLabels()), false);
        }
        int type = (int) column.baseType();
        Integer element = ARRAYS.get(type);
        if (element == null) {
            return scalar(type, column.modifier());
        }
        ValueEncoder values = scalar(element, column.modifier());
        return values == null ? null : new ArrayValues(element, values, element == Oid.JSON || element == Oid.JSONB);
    }

    private @Nullable ValueEncoder scalar(int type, int modifier) {
        return switch (type) {
            case Oid.BOOL -> new BooleanValues();
            case Oid.INT2 -> new IntegerValues(2);
            case Oid.INT4 -> new IntegerValues(4);
            case Oid.INT8 -> new IntegerValues(8);
            case Oid.FLOAT4 -> new FloatValues(true);
            case Oid.FLOAT8 -> new FloatValues(false);
            case Oid.NUMERIC -> new NumericValues(modifier);
            case Oid.TEXT, Oid.VARCHAR, Oid.BPCHAR -> new TextValues(modifier);
            case Oid.BYTEA -> new ByteaValues();
            case Oid.UUID -> new UuidValues();
            case Oid.JSON -> new JsonDocuments(false, typed);
            case Oid.JSONB -> new JsonDocuments(true, typed);
            default -> TEMPORAL.contains(type) ? temporal(type) : null;
        };
    }

    private static final List<Integer> TEMPORAL =
            List.of(Oid.DATE, Oid.TIME, Oid.TIMETZ, Oid.TIMESTAMP, Oid.TIMESTAMPTZ);

    private ValueEncoder temporal(int type) {
        return switch (type) {
            case Oid.DATE -> new DateValues();
            case Oid.TIME -> new TimeValues(false);
            case Oid.TIMETZ -> new TimeValues(true);
            case Oid.TIMESTAMP -> new TimestampValues(false, zone);
            default -> new TimestampValues(true, zone);
        };
    }
}
