package org.schemuse.importer.mud.format.muse;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.fixture.LockText;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules.Special;
import org.schemuse.importer.source.Text;

/** Writes records so that people can read them, with all that the parser and the dialect make of their bytes. */
public final class RecordText {
    private final MuseDialect dialect;
    private final boolean positions;
    private final StringBuilder out = new StringBuilder();

    RecordText(MuseDialect dialect, boolean positions) {
        this.dialect = dialect;
        this.positions = positions;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private String at(Position position) {
        return positions ? position.line() + "@" + position.offset() + " " : "";
    }

    @FormatMethod
    private void line(String format, Object... values) {
        out.append(String.format(format, values)).append('\n');
    }

    void add(RawRecord record) {
        if (record instanceof MuseFrame.Version header) {
            line("%sversion %d, limits %s", at(header.position()), header.version(), header.limits());
        } else if (record instanceof MuseFrame.Count count) {
            line("%sobject count %d", at(count.position()), count.count());
        } else if (record instanceof MuseObject object) {
            object(object.raw());
        } else if (record instanceof MuseMail mail) {
            mail(mail);
        } else {
            line("%send of dump", at(record.position()));
        }
    }

    private void mail(MuseMail mail) {
        line(
                "%smail from #%d to #%d, sent %d, read %s, flags %d: %s",
                at(mail.position()),
                mail.sender(),
                mail.recipient(),
                mail.sent(),
                mail.readAt(),
                mail.flags(),
                quoted(mail.text()));
    }

    private void object(MuseRecord object) {
        line(
                "%s%c%d %s%s%s",
                at(object.position()),
                object.mark(),
                object.dbref(),
                dialect.type(object),
                dialect.garbage(object) ? ", garbage" : "",
                object.complete() ? "" : ", cut short");
        for (HeaderField field : HeaderField.values()) {
            Object value = field.form() == HeaderField.Form.TEXT
                    ? quoted(object.header().text(field))
                    : object.header().number(field);
            if (value != null) {
                line("    %s %s", field, value);
            }
        }
        Placement place = dialect.place(object);
        line("    is in %s, leads to %d, exits from %d", in(place), leads(place), place.exits());
        line("    flags %s, unknown 0x%x", dialect.flags(object), dialect.unknownFlags(object));
        if (dialect.type(object) == ObjectType.PLAYER) {
            powers(dialect.powers(object));
        }
        object.attributes().forEach(this::attribute);
        line("    parents %s, children %s", object.parents(), object.children());
        object.definitions().forEach(this::definition);
        if (object.universe() != null) {
            List<String> settings = object.universe().settings().stream()
                    .map(RecordText::quoted)
                    .toList();
            line("    universe %d %s", object.universe().number(), settings);
        }
    }

    private static String in(Placement place) {
        return place.location() == WorldObject.BY_CHAIN ? "whose exit it is" : String.valueOf(place.location());
    }

    private static int leads(Placement place) {
        return place.link() == WorldObject.HOME ? -3 : place.link();
    }

    private void powers(MusePowers powers) {
        String grants = powers.powers().grants().stream()
                .map(grant -> grant.power() + " " + grant.level().label())
                .collect(Collectors.joining(", "));
        line(
                "    class %d %s, may %s; unknown %s",
                powers.classNumber(), powers.powers().userClass(), grants, powers.unknown());
    }

    private void attribute(Attribute attribute) {
        String meaning = "";
        if (!attribute.key().userDefined()) {
            meaning = dialect.attribute(attribute.key())
                    .map(type -> " (" + type.name() + special(type, attribute.value()) + ")")
                    .orElse(" (?)");
        }
        line(
                "    %s>%d of %d%s %s",
                at(attribute.position()),
                attribute.key().number(),
                attribute.key().definer(),
                meaning,
                quoted(attribute.value()));
    }

    private String special(AttributeType type, Text value) {
        String text = value.decode(StandardCharsets.ISO_8859_1);
        if (type.kind() == AttributeType.Kind.LOCK) {
            return text.isEmpty()
                    ? ", no lock"
                    : ", "
                            + dialect.lock(text, (definer, name) -> true)
                                    .map(LockText::shown)
                                    .orElse("no lock");
        }
        if (is(type, Special.CHANNELS)) {
            return ", " + dialect.channels(text);
        }
        if (is(type, Special.PASSWORD)) {
            return dialect.cryptedPassword(value) ? ", crypted" : ", plain";
        }
        return "";
    }

    private boolean is(AttributeType type, Special special) {
        return dialect.special(special).orElseThrow().number() == type.number();
    }

    private void definition(MuseRecord.Definition definition) {
        List<String> flags = dialect.attributeFlags(definition.flags());
        line(
                "    %s/%d %s of %d %s",
                at(definition.position()), definition.flags(), flags, definition.object(), quoted(definition.name()));
    }

    /** A text between quotation marks, whatever is not printable ASCII as {@code \xhh}. */
    public static String quoted(Text text) {
        if (text == null) {
            return null;
        }
        StringBuilder shown = new StringBuilder("\"");
        for (char c : text.decode(StandardCharsets.ISO_8859_1).toCharArray()) {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c < ' ' || c > '~') {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return shown.append('"').toString();
    }
}
