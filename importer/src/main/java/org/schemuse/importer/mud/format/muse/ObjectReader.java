package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.finding.FindingCode.BAD_INTEGER;
import static org.schemuse.importer.finding.FindingCode.UNEXPECTED_LINE;
import static org.schemuse.importer.finding.FindingCode.WRONG_COUNT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.format.SectionTotals.Section;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.source.Text;

/** One object while it is read; {@code missing} names what comes next, for the case that it does not come. */
final class ObjectReader {
    private static final int PLAYER_TYPE = 8;
    private static final int PASSWORD = 5;
    private static final int PENNIES = 52;
    private static final int LOCK = 129;
    private static final int ENTER_LOCK = 130;
    private static final int THING_TYPE = 1;
    private static final long ENTER_OK = 0x80000;

    private final MuseLines lines;
    private final Layout layout;
    private final int dbref;
    private final ObjectHeader header = new ObjectHeader();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<MuseRecord.Definition> definitions = new ArrayList<>();
    private List<Integer> parents = List.of();
    private List<Integer> children = List.of();
    private MuseRecord.@Nullable Universe universe;
    private String missing = HeaderField.NAME.label();

    ObjectReader(MuseLines lines, Layout layout, int dbref) {
        this.lines = lines;
        this.layout = layout;
        this.dbref = dbref;
    }

    /** Reads everything behind the dbref; false if the record breaks off. */
    boolean read(char mark) throws IOException {
        boolean wholeHeader = readHeader(mark);
        if (!typeKnown() || (!wholeHeader && !lines.atValueList())) {
            return false;
        }
        addFormerHeaderLines();
        return readAttributes() && (!layout.hasDefinitions() || readFamilyAndDefinitions()) && wholeHeader;
    }

    private boolean readFamilyAndDefinitions() throws IOException {
        List<Integer> readParents = family("parents");
        List<Integer> readChildren = readParents == null ? null : family("children");
        parents = readParents == null ? List.of() : readParents;
        children = readChildren == null ? List.of() : readChildren;
        return readChildren != null && readDefinitions() && (!layout.universe() || readUniverse());
    }

    private boolean readHeader(char mark) throws IOException {
        for (HeaderField field : layout.fields(mark)) {
            boolean absent = field == HeaderField.POWERS
                    && !layout.everythingHasPowers()
                    && (header.flags() & 0xf) != PLAYER_TYPE;
            if (absent) {
                continue;
            }
            missing = field.label();
            boolean mayBeAnything = field.form() == HeaderField.Form.TEXT && field != HeaderField.POWERS;
            if (lines.atEnd() || (!mayBeAnything && breaksOff())) {
                return false;
            }
            readField(field);
        }
        return true;
    }

    /** What stood in the header before it became an attribute: money up to version 3, locks up to 8. */
    private void addFormerHeaderLines() {
        Text lock = header.text(HeaderField.LOCK);
        if (lock != null && !lock.isBlank()) {
            long type = header.flags() & (layout.version() > 1 ? 0xf : 0x3);
            boolean entering = type == THING_TYPE && (header.flags() & ENTER_OK) != 0;
            attributes.add(new Attribute(lines.position(), AttributeKey.builtin(entering ? ENTER_LOCK : LOCK), lock));
        }
        Long pennies = header.number(HeaderField.PENNIES);
        if (pennies != null) {
            Text amount = Text.of(pennies.toString(), StandardCharsets.US_ASCII);
            attributes.add(new Attribute(lines.position(), AttributeKey.builtin(PENNIES), amount));
        }
    }

    private void readField(HeaderField field) throws IOException {
        switch (field.form()) {
            case TEXT -> header.set(field, lines.text(missing, Section.OBJECTS));
            case INTEGER -> header.set(field, lines.number(0, missing, Section.OBJECTS));
            case LONG -> header.set(field, lines.longNumber(0, missing, Long.MAX_VALUE, 0, Section.OBJECTS));
        }
    }

    /** Something else is due but the line belongs to what comes later: lines are missing here. */
    private boolean breaksOff() {
        if (lines.atNumber() || !(lines.atRecord() || lines.atEndLine() || lines.atValueList())) {
            return false;
        }
        String done = !typeKnown()
                ? "skipped object #" + dbref + ", whose type is not known"
                : "object #" + dbref + " kept as far as it is there";
        lines.finding(UNEXPECTED_LINE, missing, missing, lines.quoted(), done);
        return true;
    }

    private boolean readAttributes() throws IOException {
        missing = "'>' or '<'";
        while (!lines.atEnd()) {
            boolean goesOn;
            if (lines.opensNumber('>')) {
                goesOn = readAttribute();
            } else if (lines.is('<')) {
                lines.take(Section.OBJECTS);
                return true;
            } else {
                goesOn = lines.skipUntil(missing, lines.quoted(), MuseLines::atValueList);
            }
            if (!goesOn) {
                return false;
            }
        }
        return false;
    }

    private boolean readAttribute() throws IOException {
        Position position = lines.position();
        SectionTotals.Amount before = lines.accounts().of(Section.ATTRIBUTES);
        int number = lines.number(1, "attribute number", Section.ATTRIBUTES);
        AttributeLabels labels = AttributeLabels.of(number);
        int object = -1;
        if (layout.hasDefinitions()) {
            missing = labels.definer();
            if (!lines.atEnd() && !lines.nearNumber()) {
                return skipAttribute(number, before);
            }
            if (lines.atEnd()) {
                return false;
            }
            object = lines.number(0, missing, Section.ATTRIBUTES);
        }
        missing = labels.value();
        if (lines.atEnd()) {
            return false;
        }
        Text value = lines.text(labels.attribute(), Section.ATTRIBUTES);
        lines.countEntry();
        AttributeKey key = object < 0 ? AttributeKey.builtin(number) : AttributeKey.defined(object, number);
        attributes.add(new Attribute(position, key, value));
        if (number == PASSWORD && object < 0) {
            lines.accounts().rebook(Section.ATTRIBUTES, Section.PASSWORDS, before);
        }
        missing = "'>' or '<'";
        return true;
    }

    /** Without the line that says whose attribute it is, a value would be filed under something else. */
    private boolean skipAttribute(int number, SectionTotals.Amount before) throws IOException {
        lines.accounts().rebook(Section.ATTRIBUTES, Section.SKIPPED, before);
        String found = number == PASSWORD ? "something that may be a password" : lines.quoted();
        return lines.skipUntil(missing, found, MuseLines::atValueList);
    }

    /** A counted list of dbrefs; {@code null} if the record breaks off before it. */
    private @Nullable List<Integer> family(String who) throws IOException {
        missing = "number of " + who;
        if (lines.atEnd() || breaksOff()) {
            return null;
        }
        Position position = lines.position();
        if (!lines.nearNumber()) {
            lines.finding(position, WRONG_COUNT, who, missing, lines.quoted(), "taken as none");
            return List.of();
        }
        int announced = lines.number(0, missing, Section.ANCESTRY);
        List<Integer> members = new ArrayList<>();
        while (members.size() < announced && lines.nearNumber()) {
            lines.countEntry();
            members.add(lines.number(0, who, Section.ANCESTRY));
        }
        if (members.size() != announced) {
            String there = members.size() + " " + who;
            lines.finding(position, WRONG_COUNT, who, there, announced, "took those that are there");
        }
        return members;
    }

    private boolean readDefinitions() throws IOException {
        missing = "'/' or '\\'";
        while (!lines.atEnd()) {
            if (lines.first() == '/') {
                if (!readDefinition()) {
                    return false;
                }
            } else if (lines.is('\\')) {
                lines.take(Section.DEFINITIONS);
                return true;
            } else if (!lines.skipUntil(missing, lines.quoted(), l -> l.first() == '/' || l.is('\\'))) {
                return false;
            }
        }
        return false;
    }

    /** Whatever is wrong with it, a definition keeps its place in the list: values refer to it by that. */
    private boolean readDefinition() throws IOException {
        Position position = lines.position();
        int flags = lines.number(1, "definition flags", Section.DEFINITIONS);
        missing = "defining object";
        if (lines.atEnd()) {
            return false;
        }
        int object = dbref;
        if (lines.nearNumber()) {
            object = lines.number(0, missing, Section.DEFINITIONS);
        } else {
            String done = "taken as #" + dbref + ", and the line as what follows";
            lines.finding(BAD_INTEGER, missing, "a dbref", lines.quoted(), done);
        }
        missing = "name of a definition";
        if (lines.atEnd()) {
            return false;
        }
        Text name = lines.atDefinitionList() ? Text.EMPTY : lines.text(missing, Section.DEFINITIONS);
        lines.countEntry();
        definitions.add(new MuseRecord.Definition(position, flags, object, name));
        missing = "'/' or '\\'";
        return true;
    }

    private boolean readUniverse() throws IOException {
        missing = "universe block";
        if (lines.atEnd() || !lines.opensNumber('>')) {
            return !lines.atEnd();
        }
        int number = lines.number(1, "universe", Section.UNIVERSES);
        List<Text> settings = new ArrayList<>();
        while (!lines.atEnd() && lines.first() == '/') {
            lines.countEntry();
            settings.add(lines.text("universe setting", Section.UNIVERSES));
        }
        universe = new MuseRecord.Universe(number, settings);
        if (lines.atEnd()) {
            return false;
        }
        if (!lines.is('\\') && !lines.skipUntil("'/' or '\\'", lines.quoted(), l -> l.is('\\'))) {
            return false;
        }
        lines.take(Section.UNIVERSES);
        return true;
    }

    /** Whether the record says what kind of object it is, without which nothing of it is kept. */
    boolean typeKnown() {
        return header.has(HeaderField.FLAGS);
    }

    /** What should come next. */
    String missing() {
        return missing;
    }

    /** The object as far as it was read. */
    MuseRecord object(Position position, char mark, boolean complete) {
        return new MuseRecord(
                position, mark, dbref, header, attributes, parents, children, definitions, universe, complete);
    }
}
