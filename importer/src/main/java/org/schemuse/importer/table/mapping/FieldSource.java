package org.schemuse.importer.table.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;

/**
 * A field of a file by its name. In JSON and YAML, a name with dots can also be the path to a field of an object; a field that has
 * the whole name comes first.
 */
final class FieldSource {
    /** What it reads has been read by the reader of the file, with limits of its own. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int UNKNOWN = -1;

    private final String name;
    private final List<String> path;
    private long strays;
    private int own = UNKNOWN;
    private int root = UNKNOWN;
    private boolean found;

    /** @param typed whether the file can have objects in a field */
    FieldSource(String name, boolean typed) {
        this.name = name;
        List<String> parts = List.of(name.split("\\.", -1));
        this.path = typed && parts.size() > 1 ? parts : List.of();
    }

    String name() {
        return name;
    }

    /** Learns which number a field of the file has. */
    void see(String field, int number) {
        if (field.equals(name)) {
            own = number;
        } else if (!path.isEmpty() && field.equals(path.get(0))) {
            root = number;
        }
    }

    /** Whether the rows that were read so far have the field. */
    boolean isFound() {
        return found;
    }

    /** In how many rows the path went through something that is no object, so that its value there was not read. */
    long strays() {
        return strays;
    }

    void read(FileRow row, Cell cell) {
        if (own >= 0) {
            cell.set(row.kind(own), row.text(own));
        } else {
            cell.set(Kind.ABSENT, null);
        }
        if (cell.is(Kind.ABSENT) && root >= 0) {
            if (row.kind(root) == Kind.OBJECT) {
                readPath(String.valueOf(row.text(root)), cell);
            } else if (row.kind(root) != Kind.NULL && row.kind(root) != Kind.ABSENT) {
                strays++;
            }
        }
        found |= !cell.is(Kind.ABSENT);
    }

    /** Copies the value of a field that is no path, as a {@link Filler} does. */
    @Nullable
    RowProblem copy(FileRow from, FileRow to, int at) {
        to.set(at, from.kind(own), from.text(own));
        return null;
    }

    private void readPath(String json, Cell cell) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (int depth = 1; depth < path.size(); depth++) {
                boolean inside = parser.currentToken() == JsonToken.START_OBJECT;
                strays += inside || parser.currentToken() == JsonToken.VALUE_NULL ? 0 : 1;
                if (!inside || !enter(parser, path.get(depth))) {
                    return;
                }
            }
            copy(parser, json, cell);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes to the value of a name in an object. */
    private static boolean enter(JsonParser parser, String wanted) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean is = parser.currentName().equals(wanted);
            parser.nextToken();
            if (is) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** Numbers, arrays and objects are taken as they are written. */
    private static void copy(JsonParser parser, String json, Cell cell) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_NULL -> cell.setNull();
            case VALUE_STRING -> cell.setText(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> cell.set(Kind.BOOLEAN, parser.getText());
            case START_ARRAY, START_OBJECT -> {
                Kind kind = parser.currentToken() == JsonToken.START_ARRAY ? Kind.ARRAY : Kind.OBJECT;
                int from = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                cell.set(kind, json.substring(from, (int)
                        parser.currentLocation().getCharOffset()));
            }
            default -> cell.set(Kind.NUMBER, parser.getText());
        }
    }
}
