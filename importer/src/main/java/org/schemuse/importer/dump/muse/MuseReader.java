package org.schemuse.importer.dump.muse;

import static org.schemuse.importer.problem.ProblemCode.MISSING_END_LINE;
import static org.schemuse.importer.problem.ProblemCode.TRUNCATED_FILE;
import static org.schemuse.importer.problem.ProblemCode.UNEXPECTED_LINE;
import static org.schemuse.importer.problem.ProblemCode.WRONG_COUNT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.dump.Accounts;
import org.schemuse.importer.dump.Accounts.Section;
import org.schemuse.importer.dump.DumpReader;
import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.DumpRecord.Attribute;
import org.schemuse.importer.dump.DumpRecord.Definition;
import org.schemuse.importer.dump.DumpRecord.GameObject;
import org.schemuse.importer.dump.DumpRecord.Universe;
import org.schemuse.importer.dump.HeaderField;
import org.schemuse.importer.dump.ObjectHeader;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.Position;

/**
 * Reads the records of a MUSE flatfile in one layout. Where a record goes astray it is given as far as it was
 * understood, and reading goes on at the next line that can begin something.
 *
 * <p>The grammar is that of {@code shared/formats/tinymuse.md}, section 1; what the original loader does wrong with it,
 * section 7, is done right here.
 */
final class MuseReader implements DumpReader {
    private static final int PLAYER_TYPE = 8;
    private static final int PASSWORD = 5;
    private static final int PENNIES = 52;
    private static final int LOCK = 129;
    private static final int ENTER_LOCK = 130;
    private static final int THING_TYPE = 1;
    private static final long ENTER_OK = 0x80000;

    private final MuseLines lines;
    private final Layout layout;
    private final MailReader mail;
    private boolean ended;
    private boolean anything;

    MuseReader(MuseLines lines, Layout layout) throws IOException {
        this.lines = lines;
        this.layout = layout;
        this.mail = new MailReader(lines, layout.mailFields());
        lines.advance();
    }

    @Override
    public DumpRecord next() throws IOException {
        while (!lines.atEnd()) {
            DumpRecord record = ended ? mail.next() : read();
            if (record != null) {
                anything = true;
                return record;
            }
        }
        if (!ended && anything) {
            ended = true;
            lines.problem(
                    MISSING_END_LINE, null, null, "***END OF DUMP***", "the end of the file", "read as far as it goes");
        }
        return null;
    }

    private DumpRecord read() throws IOException {
        if (lines.atRecord()) {
            return object();
        }
        if (lines.opens('@')) {
            return header();
        }
        if (lines.opens('~')) {
            return new DumpRecord.ObjectCount(lines.position(), lines.number(1, "count", Section.HEADER));
        }
        if (lines.atEndLine()) {
            return endOfDump();
        }
        lines.skipUntil("a record", null, l -> l.opens('@') || l.opens('~') || l.atEndLine());
        return null;
    }

    private DumpRecord header() throws IOException {
        Position position = lines.position();
        int version = lines.number(1, "version", Section.HEADER);
        List<Integer> limits = new ArrayList<>();
        while (limits.size() < 2 && lines.atNumber()) {
            limits.add(lines.number(0, "limit", Section.HEADER));
        }
        return new DumpRecord.Header(position, version, limits);
    }

    private DumpRecord endOfDump() throws IOException {
        Position position = lines.position();
        lines.take(Section.END);
        ended = true;
        return new DumpRecord.EndOfDump(position);
    }

    private GameObject object() throws IOException {
        Position position = lines.position();
        char mark = (char) lines.first();
        lines.beginRecord();
        int dbref = lines.number(1, "dbref", Section.OBJECTS);
        Body body = new Body(dbref);
        boolean complete = body.read(mark);
        if (!complete && lines.atEnd()) {
            ended = true;
            lines.problem(
                    TRUNCATED_FILE,
                    dbref,
                    body.missing,
                    body.missing,
                    "the end of the file",
                    "kept what stands before");
        }
        if (body.header.number(HeaderField.FLAGS) == null) {
            return null; // not even its type is known
        }
        return new GameObject(
                position,
                mark,
                dbref,
                body.header,
                body.attributes,
                body.parents,
                body.children,
                body.definitions,
                body.universe,
                complete);
    }

    MailReader mail() {
        return mail;
    }

    @Override
    public Accounts accounts() {
        return lines.accounts();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** One object while it is read; {@code missing} names what comes next, for the case that it does not come. */
    private final class Body {
        private final int dbref;
        private final ObjectHeader header = new ObjectHeader();
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<Definition> definitions = new ArrayList<>();
        private List<Integer> parents = List.of();
        private List<Integer> children = List.of();
        private Universe universe;
        private String missing;

        Body(int dbref) {
            this.dbref = dbref;
        }

        /** Reads everything behind the dbref; false if the record breaks off. */
        boolean read(char mark) throws IOException {
            if (!readHeader(mark) || !readAttributes()) {
                return false;
            }
            if (!layout.hasDefinitions()) {
                return true;
            }
            parents = family("parents");
            children = parents == null ? null : family("children");
            boolean complete = children != null && readDefinitions() && (!layout.universe() || readUniverse());
            parents = parents == null ? List.of() : parents;
            children = children == null ? List.of() : children;
            return complete;
        }

        private boolean readHeader(char mark) throws IOException {
            for (HeaderField field : layout.fields(mark)) {
                missing = field.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
                boolean absent = field == HeaderField.POWERS
                        && !layout.everythingHasPowers()
                        && (header.flags() & 0xf) != PLAYER_TYPE;
                if (absent) {
                    continue;
                }
                if (lines.atEnd() || (field.form() != HeaderField.Form.TEXT && breaksOff())) {
                    return false;
                }
                readField(field);
            }
            addFormerHeaderLines();
            return true;
        }

        /** What stood in the header before it became an attribute: money up to version 3, locks up to 8. */
        private void addFormerHeaderLines() {
            Text lock = header.text(HeaderField.LOCK);
            if (lock != null && !lock.isBlank()) {
                boolean entering = (header.flags() & 0xf) == THING_TYPE && (header.flags() & ENTER_OK) != 0;
                attributes.add(new Attribute(lines.position(), entering ? ENTER_LOCK : LOCK, -1, lock));
            }
            Long pennies = header.number(HeaderField.PENNIES);
            if (pennies != null) {
                Text amount = Text.of(pennies.toString(), StandardCharsets.US_ASCII);
                attributes.add(new Attribute(lines.position(), PENNIES, -1, amount));
            }
        }

        private void readField(HeaderField field) throws IOException {
            switch (field.form()) {
                case TEXT -> header.set(field, lines.text(dbref, missing, Section.OBJECTS));
                case INTEGER -> header.set(field, lines.number(0, missing, Section.OBJECTS));
                case LONG -> header.set(field, lines.longNumber(0, missing, Long.MAX_VALUE, Section.OBJECTS));
            }
        }

        /** A number is due but the line opens something else: the record is cut short, the next one begins. */
        private boolean breaksOff() {
            if (lines.atNumber() || !lines.atRecord()) {
                return false;
            }
            lines.problem(
                    UNEXPECTED_LINE,
                    dbref,
                    missing,
                    missing,
                    lines.quoted(),
                    "object #" + dbref + " kept as far as it goes");
            return true;
        }

        private boolean readAttributes() throws IOException {
            missing = "'>' or '<'";
            while (!lines.atEnd()) {
                if (lines.first() == '>') {
                    if (!readAttribute()) {
                        return false;
                    }
                } else if (lines.is('<')) {
                    lines.take(Section.OBJECTS);
                    return true;
                } else if (!lines.skipUntil(missing, dbref, l -> l.first() == '>' || l.is('<'))) {
                    return false;
                }
            }
            return false;
        }

        private boolean readAttribute() throws IOException {
            Position position = lines.position();
            Accounts.Amount before = lines.accounts().of(Section.ATTRIBUTES);
            int number = lines.number(1, "attribute number", Section.ATTRIBUTES);
            int object = -1;
            if (layout.hasDefinitions()) {
                missing = "defining object of attribute " + number;
                if (lines.atEnd()) {
                    return false;
                }
                object = lines.number(0, missing, Section.ATTRIBUTES);
            }
            missing = "value of attribute " + number;
            if (lines.atEnd()) {
                return false;
            }
            Text value = lines.text(dbref, "attribute " + number, Section.ATTRIBUTES);
            attributes.add(new Attribute(position, number, object < 0 ? -1 : object, value));
            if (number == PASSWORD && object < 0) {
                Accounts.Amount after = lines.accounts().of(Section.ATTRIBUTES);
                lines.accounts()
                        .rebook(
                                Section.ATTRIBUTES,
                                Section.PASSWORDS,
                                new Accounts.Amount(after.lines() - before.lines(), after.bytes() - before.bytes()));
            }
            missing = "'>' or '<'";
            return true;
        }

        /** A counted list of dbrefs; {@code null} if the dump ends before it. */
        private List<Integer> family(String who) throws IOException {
            missing = "number of " + who;
            if (lines.atEnd() || breaksOff()) {
                return null;
            }
            Position position = lines.position();
            int announced = lines.number(0, missing, Section.ANCESTRY);
            List<Integer> members = new ArrayList<>();
            while (members.size() < announced && lines.atNumber()) {
                members.add(lines.number(0, who, Section.ANCESTRY));
            }
            if (members.size() != announced) {
                lines.problem(
                        position,
                        WRONG_COUNT,
                        dbref,
                        who,
                        members.size() + " " + who,
                        announced,
                        "took those that are there");
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
                } else if (!lines.skipUntil(missing, dbref, l -> l.first() == '/' || l.is('\\'))) {
                    return false;
                }
            }
            return false;
        }

        private boolean readDefinition() throws IOException {
            Position position = lines.position();
            int flags = lines.number(1, "definition flags", Section.DEFINITIONS);
            missing = "defining object";
            if (lines.atEnd()) {
                return false;
            }
            int object = lines.number(0, missing, Section.DEFINITIONS);
            missing = "name of a definition";
            if (lines.atEnd()) {
                return false;
            }
            Text name = lines.text(dbref, missing, Section.DEFINITIONS);
            definitions.add(new Definition(position, flags, object, name));
            missing = "'/' or '\\'";
            return true;
        }

        private boolean readUniverse() throws IOException {
            missing = "universe block";
            if (lines.atEnd() || lines.first() != '>') {
                return !lines.atEnd();
            }
            int number = lines.number(1, "universe", Section.UNIVERSES);
            List<Text> settings = new ArrayList<>();
            while (!lines.atEnd() && lines.first() == '/') {
                settings.add(lines.text(dbref, "universe setting", Section.UNIVERSES));
            }
            universe = new Universe(number, settings);
            if (lines.atEnd()) {
                return false;
            }
            if (lines.is('\\')) {
                lines.take(Section.UNIVERSES);
                return true;
            }
            lines.problem(UNEXPECTED_LINE, dbref, missing, "'/' or '\\'", lines.quoted(), "took the block as ended");
            return true;
        }
    }
}
