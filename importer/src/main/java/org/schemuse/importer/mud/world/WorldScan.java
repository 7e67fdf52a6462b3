package org.schemuse.importer.mud.world;

import static org.schemuse.importer.finding.FindingCode.BAD_LOCK;
import static org.schemuse.importer.finding.FindingCode.DBREF_OUT_OF_RANGE;
import static org.schemuse.importer.finding.FindingCode.DUPLICATE_ATTRIBUTE;
import static org.schemuse.importer.finding.FindingCode.DUPLICATE_DBREF;
import static org.schemuse.importer.finding.FindingCode.LOCK_PARTLY_READ;
import static org.schemuse.importer.finding.FindingCode.MAIL_FROM_NOBODY;
import static org.schemuse.importer.finding.FindingCode.MAIL_TO_NOBODY;
import static org.schemuse.importer.finding.FindingCode.PASSWORD_MISSING;
import static org.schemuse.importer.finding.FindingCode.PASSWORD_NOT_KEPT;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_ATTRIBUTE_NUMBER;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_CLASS;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_FLAG_BITS;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_OBJECT_TYPE;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_POWER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.Dialect.AttributeType;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.Lock;
import org.schemuse.importer.mud.format.ObjectType;
import org.schemuse.importer.mud.format.Powers;

/** Takes in the records of the first reading, one after another, and what each of them tells by itself. */
final class WorldScan implements DumpRecord.Visitor<Void> {
    private final Dialect dialect;
    private final Findings findings;
    private final ObjectTable objects = new ObjectTable();
    private final DefinitionTable definitions = new DefinitionTable();
    private final Usernames usernames = new Usernames();
    private final OpenReferences open;
    private final WorldCounter counter;
    private final SortedSet<Integer> unknownNumbers = new TreeSet<>();
    private final NameCheck names;
    private final int passwordNumber;
    private final SeenAttributes seen = new SeenAttributes();
    private int records;
    private DumpRecord.ObjectCount announced;
    private DumpRecord.Header header;
    private boolean countFirst;

    /** @param mostOpen how many open references are kept, beyond which a second look is needed */
    WorldScan(Dialect dialect, Findings findings, int mostOpen) {
        this.dialect = dialect;
        this.findings = findings;
        this.names = new NameCheck(findings);
        this.counter = new WorldCounter(dialect);
        this.open = new OpenReferences(mostOpen, objects, definitions);
        this.passwordNumber = dialect.number(Dialect.Special.PASSWORD);
    }

    @Override
    public Void header(DumpRecord.Header first) {
        header = header == null ? first : header;
        return null;
    }

    @Override
    public Void objectCount(DumpRecord.ObjectCount count) {
        countFirst |= header == null && announced == null;
        announced = count;
        return null;
    }

    @Override
    public Void endOfDump(DumpRecord.EndOfDump end) {
        return null;
    }

    @Override
    public Void object(GameObject object) {
        int record = records++;
        if (!enter(object, record)) {
            return null;
        }
        boolean garbage = dialect.garbage(object);
        counter.object(object, record, objects);
        if (garbage) {
            return null;
        }
        checkKind(object);
        names.object(object, dialect.type(object));
        checkPlayer(object);
        checkAttributes(object);
        for (int parent : object.parents()) {
            open.parent(object, parent);
        }
        return null;
    }

    /** Enters the object under its number; false if its record does not count. */
    private boolean enter(GameObject object, int record) {
        int dbref = object.dbref();
        if (dbref < 0 || dbref > ObjectTable.HIGHEST_DBREF) {
            add(DBREF_OUT_OF_RANGE, object, "dbref", "0 to " + ObjectTable.HIGHEST_DBREF, dbref, "skipped the object");
            return false;
        }
        int former = objects.slot(dbref);
        if (former >= 0) {
            boolean keepFormer = objects.complete(former) && !object.complete();
            add(
                    DUPLICATE_DBREF,
                    object,
                    "dbref",
                    "one record of #" + dbref,
                    "another at line " + objects.position(former).line(),
                    keepFormer ? "skipped this one, which is cut short" : "skipped the earlier one");
            if (keepFormer) {
                return false;
            }
            open.lookAgain();
        }
        ObjectTable.Kind kind = new ObjectTable.Kind(dialect.type(object), dialect.garbage(object), object.complete());
        int slot = objects.enter(dbref, record, kind, object.position());
        objects.place(
                slot,
                dialect.place(object),
                object.header().dbref(HeaderField.ZONE),
                object.header().dbref(HeaderField.OWNER));
        objects.chain(
                slot,
                object.header().dbref(HeaderField.CONTENTS),
                object.header().dbref(HeaderField.NEXT));
        definitions.put(slot, object.definitions());
        return true;
    }

    private void checkKind(GameObject object) {
        if (dialect.type(object) == ObjectType.UNKNOWN) {
            add(
                    UNKNOWN_OBJECT_TYPE,
                    object,
                    "flags",
                    "a type of " + dialect.name(),
                    object.header().flags() & 0xf,
                    "stored as a thing");
        }
        long unknown = dialect.unknownFlags(object);
        if (unknown != 0) {
            add(UNKNOWN_FLAG_BITS, object, "flags", "known bits", "0x" + Long.toHexString(unknown), "kept as they are");
        }
    }

    private void checkPlayer(GameObject object) {
        if (dialect.type(object) != ObjectType.PLAYER) {
            return;
        }
        usernames.add(object.dbref(), object.header().name(), object.position());
        Powers powers = dialect.powers(object);
        if (powers.userClass() == null) {
            add(UNKNOWN_CLASS, object, "powers", "a class number", powers.classNumber(), "made a visitor");
        }
        for (int power : powers.unknown()) {
            add(UNKNOWN_POWER, object, "powers", "a power number", power, "not granted; the line is kept");
        }
    }

    private void checkAttributes(GameObject object) {
        seen.clear();
        boolean password = false;
        for (Attribute attribute : object.attributes()) {
            boolean known = attribute.userDefined() || checkBuiltin(object, attribute);
            if (attribute.userDefined()) {
                open.value(object, attribute);
            }
            password |= isPassword(attribute) && !attribute.value().isEmpty();
            if (known && !seen.add(attribute)) {
                add(
                        DUPLICATE_ATTRIBUTE,
                        object,
                        attribute,
                        "one value",
                        "another",
                        isPassword(attribute) ? "the last one counts" : "kept both, the last one under the plain name");
            }
        }
        if (dialect.type(object) == ObjectType.PLAYER && !password) {
            add(PASSWORD_MISSING, object, "password", "a password", "none, so anybody may enter", "locked");
        }
    }

    private boolean isPassword(Attribute attribute) {
        return !attribute.userDefined() && attribute.number() == passwordNumber;
    }

    private boolean checkBuiltin(GameObject object, Attribute attribute) {
        Optional<AttributeType> type = dialect.attribute(attribute.number());
        if (type.isEmpty()) {
            unknownNumbers.add(attribute.number());
            add(
                    UNKNOWN_ATTRIBUTE_NUMBER,
                    object,
                    attribute,
                    "a number of " + dialect.name(),
                    attribute.number(),
                    "kept under a name of its own");
            return false;
        }
        if (isPassword(attribute) && dialect.type(object) != ObjectType.PLAYER) {
            add(
                    PASSWORD_NOT_KEPT,
                    object,
                    attribute,
                    "a password on players only",
                    "one",
                    "stored only with --passwords keep");
        }
        if (type.get().kind() == AttributeType.Kind.LOCK && !attribute.value().isEmpty()) {
            checkLock(object, attribute, attribute.value().decode(StandardCharsets.ISO_8859_1));
        }
        return true;
    }

    /** Which attributes objects define is not known yet, so only what the text itself shows is told. */
    private void checkLock(GameObject object, Attribute attribute, String text) {
        Optional<Lock.Parsed> lock = dialect.lock(text, (definer, name) -> true);
        if (lock.isEmpty()) {
            add(BAD_LOCK, object, attribute, "fewer parentheses", Finding.quote(text), "stored as plain text");
        } else if (!lock.get().settable()) {
            String done = "stored as the server evaluates it";
            add(BAD_LOCK, object, attribute, "a lock that @lock accepts", Finding.quote(text), done);
        } else if (!lock.get().whole()) {
            String done = "stored up to where the server stops reading";
            add(LOCK_PARTLY_READ, object, attribute, "a lock read to its end", Finding.quote(text), done);
        }
    }

    @Override
    public Void mail(DumpRecord.Mail mail) {
        counter.mail();
        if (!objects.livePlayer(mail.recipient())) {
            findings.add(new Finding(
                    MAIL_TO_NOBODY,
                    mail.position(),
                    (String) null,
                    "to",
                    "a player",
                    "#" + mail.recipient(),
                    "stored without recipient"));
        }
        if (mail.sender() != -1 && !objects.livePlayer(mail.sender())) {
            findings.add(new Finding(
                    MAIL_FROM_NOBODY,
                    mail.position(),
                    (String) null,
                    "from",
                    "a player",
                    "#" + mail.sender(),
                    "stored without sender"));
        }
        return null;
    }

    /** Whether an object came twice, or too many references were open at once to keep them. */
    boolean needsSecondLook() {
        return open.incomplete();
    }

    /** Settles what only the whole dump can tell. */
    World finish(Dump dump, World.Reading reading) {
        usernames.settle(reading.charset(), objects, findings);
        names.settle(reading.charset());
        new WorldCheck(objects, findings).check(announced);
        if (!needsSecondLook()) {
            open.report(new MissingReferences(objects, definitions, counter, findings));
        }
        return new World(dump, reading, objects, definitions, usernames, unknownNumbers, counter.counts(), frame());
    }

    private World.Frame frame() {
        return new World.Frame(
                header == null ? 0 : header.version(),
                header == null ? List.of() : header.limits(),
                announced == null ? -1 : announced.count(),
                countFirst);
    }

    private void add(
            FindingCode code, GameObject object, Attribute attribute, String expected, Object found, String done) {
        String field = attribute.userDefined()
                ? "attribute " + attribute.number() + " of #" + attribute.object()
                : dialect.attribute(attribute.number())
                        .map(AttributeType::name)
                        .orElse("attribute " + attribute.number());
        findings.add(
                new Finding(code, attribute.position(), object.dbref(), field, expected, String.valueOf(found), done));
    }

    private void add(FindingCode code, GameObject object, String field, String expected, Object found, String done) {
        findings.add(
                new Finding(code, object.position(), object.dbref(), field, expected, String.valueOf(found), done));
    }
}
