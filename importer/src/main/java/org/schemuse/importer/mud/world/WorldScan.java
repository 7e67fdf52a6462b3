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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;

/** Takes in the records of the first reading, one after another, and what each of them tells by itself. */
public final class WorldScan implements WorldRecords {
    private final WorldRules rules;
    private final Findings findings;
    private final ObjectTable objects = new ObjectTable();
    private final DefinitionTable definitions = new DefinitionTable();
    private final Usernames usernames = new Usernames();
    private final OpenReferences open;
    private final WorldCounter counter;
    private final SortedSet<Integer> unknownNumbers = new TreeSet<>();
    private final NameCheck names;
    private final @Nullable AttributeKey password;
    private final SeenAttributes seen = new SeenAttributes();
    private int records;
    private @Nullable Integer announced;
    private @Nullable Position announcedAt;

    /** @param mostOpen how many open references are kept, beyond which a second look is needed */
    public WorldScan(WorldRules rules, Findings findings, int mostOpen) {
        this.rules = rules;
        this.findings = findings;
        this.names = new NameCheck(findings);
        this.counter = new WorldCounter(rules);
        this.open = new OpenReferences(mostOpen, objects, definitions);
        this.password = rules.special(WorldRules.Special.PASSWORD).orElse(null);
    }

    @Override
    public void announced(Position position, int objectCount) {
        announced = objectCount;
        announcedAt = position;
    }

    @Override
    public void object(WorldObject object) {
        int record = records++;
        if (!enter(object, record)) {
            return;
        }
        counter.object(object, record, objects);
        if (object.garbage()) {
            return;
        }
        for (Oddity odd : object.oddities()) {
            add(odd.code(), object, odd.field(), odd.expected(), odd.found(), odd.done());
        }
        names.object(object);
        if (object.type() == ObjectType.PLAYER) {
            usernames.add(object.dbref(), object.ownName(), object.position());
        }
        checkAttributes(object);
        for (int parent : object.parents()) {
            open.parent(object, parent);
        }
    }

    /** Enters the object under its number; false if its record does not count. */
    private boolean enter(WorldObject object, int record) {
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
        ObjectTable.Kind kind = new ObjectTable.Kind(object.type(), object.garbage(), object.complete());
        int slot = objects.enter(dbref, record, kind, object.position());
        objects.refer(slot, object);
        definitions.put(slot, object.definitions());
        return true;
    }

    private void checkAttributes(WorldObject object) {
        seen.clear();
        boolean hasPassword = false;
        for (Attribute attribute : object.attributes()) {
            boolean known = attribute.key().userDefined() || checkBuiltin(object, attribute);
            if (attribute.key().userDefined()) {
                open.value(object, attribute);
            }
            hasPassword |= isPassword(attribute) && !attribute.value().isEmpty();
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
        if (object.type() == ObjectType.PLAYER && !hasPassword) {
            add(PASSWORD_MISSING, object, "password", "a password", "none, so anybody may enter", "locked");
        }
    }

    private boolean isPassword(Attribute attribute) {
        return attribute.key().equals(password);
    }

    private boolean checkBuiltin(WorldObject object, Attribute attribute) {
        Optional<AttributeType> type = rules.attribute(attribute.key());
        if (type.isEmpty()) {
            unknownNumbers.add(attribute.key().number());
            add(
                    UNKNOWN_ATTRIBUTE_NUMBER,
                    object,
                    attribute,
                    "a number of " + rules.dialect(),
                    attribute.key().number(),
                    "kept under a name of its own");
            return false;
        }
        if (isPassword(attribute) && object.type() != ObjectType.PLAYER) {
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
    private void checkLock(WorldObject object, Attribute attribute, String text) {
        Optional<Lock.Parsed> lock = rules.lock(text, (definer, name) -> true);
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
    public void mail(WorldMail mail) {
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
    }

    /** Whether an object came twice, or too many references were open at once to keep them. */
    public boolean needsSecondLook() {
        return open.incomplete();
    }

    /** Settles what only the whole dump can tell. */
    public World finish(Charset charset) {
        usernames.settle(charset, objects, findings);
        names.settle(charset);
        new WorldCheck(objects, rules, findings).check(announced, announcedAt);
        if (!needsSecondLook()) {
            open.report(new MissingReferences(objects, definitions, counter, findings));
        }
        return new World(rules, charset, objects, definitions, usernames, unknownNumbers, counter.counts());
    }

    private void add(
            FindingCode code, WorldObject object, Attribute attribute, String expected, Object found, String done) {
        AttributeKey key = attribute.key();
        String field = key.userDefined()
                ? key.label()
                : rules.attribute(key).map(AttributeType::name).orElse(key.label());
        findings.add(
                new Finding(code, attribute.position(), object.dbref(), field, expected, String.valueOf(found), done));
    }

    private void add(FindingCode code, WorldObject object, String field, String expected, Object found, String done) {
        findings.add(
                new Finding(code, object.position(), object.dbref(), field, expected, String.valueOf(found), done));
    }
}
