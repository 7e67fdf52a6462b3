package org.schemuse.importer.mud.format.muse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.source.Text;

/**
 * The lines of an object as fields of a document, and back. A reference to nothing, -1, is left out, as is a list of none and
 * the usual mark; lines that a record cut short lacks are listed as {@code missing}.
 */
final class MuseFields {
    private static final Position NOWHERE = new Position(0, 0);

    private MuseFields() {}

    private static String key(HeaderField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a column has the line, which means the same in every dialect. */
    private static boolean hasColumn(HeaderField field, Layout layout) {
        return switch (field) {
            case NAME, ZONE, OWNER, CREATED, MODIFIED -> true;
            // Before version 5 it is the drop-to of a room, and the destination of an exit.
            case LOCATION -> layout.version() >= 5;
            default -> false;
        };
    }

    static void write(MuseRecord object, Layout layout, RawFields to) {
        if (object.mark() != '&') {
            to.word("mark", String.valueOf(object.mark()));
        }
        ObjectHeader header = object.header();
        StringBuilder missing = new StringBuilder();
        for (HeaderField field : layout.fields(object.mark())) {
            boolean text = field.form() == HeaderField.Form.TEXT;
            Text written = header.text(field);
            if (text ? written == null : !header.has(field)) {
                missing.append(isDue(field) ? key(field) + " " : "");
            } else if (!hasColumn(field, layout)) {
                if (written != null) {
                    to.text(key(field), written);
                } else if (field.form() == HeaderField.Form.LONG || header.dbref(field) != -1) {
                    to.number(key(field), header.value(field));
                }
            }
        }
        if (missing.length() > 0) {
            to.word("missing", missing.toString().strip());
        }
        writeFamily(object, to);
    }

    /** Whether a record of which nothing is said has the line; those that may lack it say that they have it. */
    private static boolean isDue(HeaderField field) {
        return field == HeaderField.NAME || field.form() == HeaderField.Form.INTEGER;
    }

    private static void writeFamily(MuseRecord object, RawFields to) {
        if (!object.parents().isEmpty()) {
            to.numbers("parents", object.parents());
        }
        if (!object.children().isEmpty()) {
            to.numbers("children", object.children());
        }
        if (object.universe() != null) {
            to.number("universe", object.universe().number());
            to.texts("universe_settings", object.universe().settings());
        }
    }

    static void writeRemains(MuseRecord object, RawFields to) {
        List<Attribute> values = object.attributes().stream()
                .filter(value -> !value.key().equals(MuseDialect.PASSWORD))
                .toList();
        to.records("attributes", values, (value, fields) -> {
            fields.number("number", value.key().number());
            fields.number("object", value.key().definer());
            fields.text("text", value.value());
        });
        to.records("definitions", object.definitions(), (definition, fields) -> {
            fields.number("flags", definition.flags());
            fields.number("object", definition.object());
            fields.text("name", definition.name());
        });
    }

    /** The record that was written. */
    static MuseRecord read(StoredObject stored, MuseDialect dialect) {
        StoredFields fields = stored.fields();
        String mark = fields.word("mark");
        char opening = mark == null ? '&' : mark.charAt(0);
        List<Attribute> values = new ArrayList<>();
        List<MuseRecord.Definition> definitions = new ArrayList<>();
        if (stored.remains() != null) {
            readRemains(stored.remains(), values, definitions);
        }
        stored.addValues(values);
        stored.definitions()
                .forEach(d -> definitions.add(
                        new MuseRecord.Definition(NOWHERE, dialect.attributeFlags(d.flags()), d.object(), d.name())));
        return new MuseRecord(
                stored.position(),
                opening,
                stored.dbref(),
                header(stored, opening, dialect.layout()),
                values,
                fields.numbers("parents"),
                fields.numbers("children"),
                definitions,
                fields.has("universe")
                        ? new MuseRecord.Universe(number(fields, "universe"), fields.texts("universe_settings"))
                        : null,
                true);
    }

    private static void readRemains(
            StoredFields remains, List<Attribute> values, List<MuseRecord.Definition> definitions) {
        for (StoredFields value : remains.records("attributes")) {
            int number = number(value, "number");
            int object = number(value, "object");
            AttributeKey key = object < 0 ? AttributeKey.builtin(number) : AttributeKey.defined(object, number);
            values.add(new Attribute(NOWHERE, key, Objects.requireNonNull(value.text("text"))));
        }
        for (StoredFields definition : remains.records("definitions")) {
            definitions.add(new MuseRecord.Definition(
                    NOWHERE,
                    number(definition, "flags"),
                    number(definition, "object"),
                    Objects.requireNonNull(definition.text("name"))));
        }
    }

    /** A field that {@link #write} or {@link #writeRemains} always gives. */
    private static int number(StoredFields fields, String name) {
        return Objects.requireNonNull(fields.number(name)).intValue();
    }

    private static ObjectHeader header(StoredObject stored, char mark, Layout layout) {
        ObjectHeader header = new ObjectHeader();
        String missing = stored.fields().word("missing");
        List<String> lacking = missing == null ? List.of() : List.of(missing.split(" ", -1));
        for (HeaderField field : layout.fields(mark)) {
            if (lacking.contains(key(field))) {
                continue;
            }
            if (field == HeaderField.NAME) {
                header.set(field, stored.name());
            } else if (field.form() == HeaderField.Form.TEXT) {
                Text text = stored.fields().text(key(field));
                if (text != null) {
                    header.set(field, text);
                }
            } else {
                Long number = hasColumn(field, layout)
                        ? column(field, stored.references())
                        : stored.fields().number(key(field));
                if (number != null || field.form() == HeaderField.Form.INTEGER) {
                    header.set(field, number == null ? -1 : number);
                }
            }
        }
        return header;
    }

    private static @Nullable Long column(HeaderField field, StoredObject.References references) {
        return switch (field) {
            case LOCATION -> (long) references.location();
            case ZONE -> (long) references.zone();
            case OWNER -> (long) references.owner();
            case CREATED -> references.created();
            default -> references.modified();
        };
    }
}
