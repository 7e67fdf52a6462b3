package org.schemuse.importer.finding;

/**
 * Every kind of finding an import can have. The names are stable: they stand in {@code import_findings.code}, in reports
 * and in {@code docs/findings.md}.
 */
public enum FindingCode {
    TRUNCATED_FILE(Severity.ERROR, Effect.LOST, Owner.FILE, "the dump stops in the middle of a record"),
    MISSING_END_LINE(Severity.ERROR, Effect.NONE, Owner.FILE, "the line ***END OF DUMP*** is not there"),
    UNEXPECTED_LINE(Severity.ERROR, Effect.LOST, Owner.FILE, "lines that no record of the format can contain"),
    BAD_INTEGER(Severity.WARNING, Effect.CHANGED, Owner.FILE, "invalid number"),
    SECOND_VERSION(Severity.WARNING, Effect.NONE, Owner.FILE, "a version line that disagrees with the first one"),
    WRONG_COUNT(Severity.WARNING, Effect.CHANGED, Owner.FILE, "a count that disagrees with what it counts"),
    CRLF_LINE_ENDS(Severity.WARNING, Effect.CHANGED, Owner.FILE, "lines end in CR LF, which the format does not have"),
    NUL_BYTE(Severity.WARNING, Effect.CHANGED, Owner.FILE, "zero byte in a text; PostgreSQL cannot store it"),
    BAD_ENCODING(Severity.WARNING, Effect.CHANGED, Owner.FILE, "bytes that are invalid in the dump's charset"),
    BARE_CONTROL_U(Severity.INFO, Effect.NONE, Owner.FILE, "escape byte 0x15 that is not followed by a newline"),
    LINE_TOO_LONG(Severity.INFO, Effect.NONE, Owner.FILE, "a text the original server could write but not read"),

    DUPLICATE_DBREF(Severity.ERROR, Effect.LOST, Owner.WORLD, "two records of one object; the later one is used"),
    DBREF_OUT_OF_RANGE(Severity.ERROR, Effect.LOST, Owner.WORLD, "object number out of range"),
    DBREF_GAP(Severity.WARNING, Effect.NONE, Owner.WORLD, "numbers between objects without a record"),
    DANGLING_REFERENCE(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "reference to an object that does not exist"),
    CHAIN_LOOP(Severity.WARNING, Effect.NONE, Owner.WORLD, "a contents or exits chain that comes back to itself"),
    CHAIN_DISAGREES_WITH_LOCATION(
            Severity.WARNING, Effect.NONE, Owner.WORLD, "a contents or exits chain and the locations disagree"),
    UNKNOWN_OBJECT_TYPE(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "object type that is not a room, thing, …"),
    UNKNOWN_FLAG_BITS(Severity.INFO, Effect.NONE, Owner.WORLD, "flag bits without a name"),
    NAME_EMPTY(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "an object without a name"),
    NAME_TOO_LONG(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "a name longer than its column"),
    OWNER_NOT_A_PLAYER(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "an owner that is not a player"),
    PLAYER_NAME_TAKEN(Severity.ERROR, Effect.CHANGED, Owner.WORLD, "two players of one name"),
    PLAYER_NAME_DIFFERS_IN_CASE(
            Severity.WARNING, Effect.NONE, Owner.WORLD, "two players whose names differ in case only"),
    UNKNOWN_CLASS(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "a player without a known class"),
    UNKNOWN_POWER(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "a power number without a name"),
    PASSWORD_MISSING(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "player without a password"),
    PASSWORD_NOT_KEPT(Severity.WARNING, Effect.LOST, Owner.WORLD, "a password on something that is not a player"),
    ATTRIBUTE_INDEX_WITHOUT_DEFINITION(
            Severity.WARNING, Effect.CHANGED, Owner.WORLD, "value of a user-defined attribute without definition"),
    UNKNOWN_ATTRIBUTE_NUMBER(
            Severity.WARNING, Effect.CHANGED, Owner.WORLD, "a value under a built-in number without a name"),
    DUPLICATE_ATTRIBUTE(Severity.WARNING, Effect.CHANGED, Owner.WORLD, "an object has one attribute twice"),
    BAD_LOCK(Severity.INFO, Effect.NONE, Owner.WORLD, "lock that the server's @lock refuses"),
    LOCK_PARTLY_READ(Severity.INFO, Effect.NONE, Owner.WORLD, "a lock that the server does not read to its end"),

    FIVE_FIELD_MAIL(Severity.INFO, Effect.NONE, Owner.MAIL, "mail of the older layout, without a reading date"),
    MALFORMED_MAIL(Severity.ERROR, Effect.LOST, Owner.MAIL, "line of the mail section that is not a mail message"),
    MAIL_CONTINUED(Severity.WARNING, Effect.NONE, Owner.MAIL, "mail message that continues over several lines"),
    MAIL_TO_NOBODY(Severity.WARNING, Effect.CHANGED, Owner.MAIL, "mail message to a player who does not exist"),
    MAIL_FROM_NOBODY(Severity.WARNING, Effect.CHANGED, Owner.MAIL, "mail message from a player who does not exist");

    /** How grave a finding is: an error stops a strict import. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    /** What a finding did to the content: exit code 1 tells of anything but {@link #NONE}. */
    public enum Effect {
        NONE,
        CHANGED,
        LOST
    }

    /** Who can mend the cause: whoever copied the file, the world's wizards, or nobody but the mail's sender. */
    public enum Owner {
        FILE,
        WORLD,
        MAIL
    }

    private final Severity severity;
    private final Effect effect;
    private final Owner owner;
    private final String meaning;

    FindingCode(Severity severity, Effect effect, Owner owner, String meaning) {
        this.severity = severity;
        this.effect = effect;
        this.owner = owner;
        this.meaning = meaning;
    }

    /** How grave it is. */
    public Severity severity() {
        return severity;
    }

    /** What it did to the content. */
    public Effect effect() {
        return effect;
    }

    /** Who can mend its cause. */
    public Owner owner() {
        return owner;
    }

    /** One line for people who see the code for the first time. */
    public String meaning() {
        return meaning;
    }
}
