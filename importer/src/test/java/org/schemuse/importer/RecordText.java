package org.schemuse.importer;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.Definition;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.ObjectType;
import org.schemuse.importer.mud.format.Placement;
import org.schemuse.importer.mud.format.Powers;
import org.schemuse.importer.source.Text;

/** Writes records so that people can read them, with all that the parser and the dialect make of their bytes. */
final class RecordText implements DumpRecord.Visitor<Void> {
    private final Dialect dialect;
    private final boolean positions;
    private final StringBuilder out = new StringBuilder();

    RecordText(Dialect dialect, boolean positions) {
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

    @Override
    public Void header(DumpRecord.Header header) {
        line("%sversion %d, limits %s", at(header.position()), header.version(), header.limits());
        return null;
    }

    @Override
    public Void objectCount(DumpRecord.ObjectCount count) {
        line("%sobject count %d", at(count.position()), count.count());
        return null;
    }

    @Override
    public Void endOfDump(DumpRecord.EndOfDump end) {
        line("%send of dump", at(end.position()));
        return null;
    }

    @Override
    public Void mail(DumpRecord.Mail mail) {
        line(
                "%smail from #%d to #%d, sent %d, read %s, flags %d: %s",
                at(mail.position()),
                mail.sender(),
                mail.recipient(),
                mail.sent(),
                mail.read(),
                mail.flags(),
                quoted(mail.text()));
        return null;
    }

    @Override
    public Void object(GameObject object) {
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
        line("    is in %s, leads to %d, exits from %d", in(place), place.link(), place.exits());
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
        return null;
    }

    private static String in(Placement place) {
        return place.location() == Placement.BY_CHAIN ? "whose exit it is" : String.valueOf(place.location());
    }

    private void powers(Powers powers) {
        String grants = powers.grants().stream()
                .map(grant -> grant.power() + " " + grant.level().label())
                .collect(Collectors.joining(", "));
        line("    class %d %s, may %s; unknown %s", powers.classNumber(), powers.userClass(), grants, powers.unknown());
    }

    private void attribute(Attribute attribute) {
        String meaning = "";
        if (!attribute.userDefined()) {
            meaning = dialect.attribute(attribute.number())
                    .map(type -> " (" + type.name() + special(type, attribute.value()) + ")")
                    .orElse(" (?)");
        }
        line(
                "    %s>%d of %d%s %s",
                at(attribute.position()), attribute.number(), attribute.object(), meaning, quoted(attribute.value()));
    }

    private String special(Dialect.AttributeType type, Text value) {
        String text = value.decode(StandardCharsets.ISO_8859_1);
        if (type.kind() == Dialect.AttributeType.Kind.LOCK) {
            return text.isEmpty()
                    ? ", no lock"
                    : ", "
                            + dialect.lock(text, (definer, name) -> true)
                                    .map(LockText::shown)
                                    .orElse("no lock");
        }
        if (type.number() == dialect.number(Dialect.Special.CHANNELS)) {
            return ", " + dialect.channels(text);
        }
        if (type.number() == dialect.number(Dialect.Special.PASSWORD)) {
            return dialect.cryptedPassword(value) ? ", crypted" : ", plain";
        }
        return "";
    }

    private void definition(Definition definition) {
        List<String> flags = dialect.defined(0, "", definition.flags()).flags();
        line(
                "    %s/%d %s of %d %s",
                at(definition.position()), definition.flags(), flags, definition.object(), quoted(definition.name()));
    }

    /** A text between quotation marks, whatever is not printable ASCII as {@code \xhh}. */
    static String quoted(Text text) {
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
