package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.finding.FindingCode.UNKNOWN_CLASS;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_FLAG_BITS;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_OBJECT_TYPE;
import static org.schemuse.importer.finding.FindingCode.UNKNOWN_POWER;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.Oddity;
import org.schemuse.importer.mud.world.Powers;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.source.Text;

/** The record of an object, and what it means. */
final class MuseObject implements RawRecord.Entry, WorldObject {
    private final MuseDialect dialect;
    private final MuseRecord raw;
    private final ObjectType type;
    private final boolean garbage;
    private final Placement place;
    private @Nullable List<Definition> definitions;

    MuseObject(MuseDialect dialect, MuseRecord raw) {
        this.dialect = dialect;
        this.raw = raw;
        this.type = dialect.type(raw);
        this.garbage = dialect.garbage(raw);
        this.place = dialect.place(raw);
    }

    MuseRecord raw() {
        return raw;
    }

    @Override
    public WorldObject meaning() {
        return this;
    }

    @Override
    public void fields(RawFields to) {
        MuseFields.write(raw, dialect.layout(), to);
    }

    @Override
    public void remains(RawFields to) {
        MuseFields.writeRemains(raw, to);
    }

    @Override
    public Position position() {
        return raw.position();
    }

    @Override
    public int dbref() {
        return raw.dbref();
    }

    @Override
    public boolean complete() {
        return raw.complete();
    }

    @Override
    public ObjectType type() {
        return type;
    }

    @Override
    public boolean garbage() {
        return garbage;
    }

    /** The other names of an exit stand in its name, behind semicolons. */
    @Override
    public Text name() {
        return raw.header().name();
    }

    @Override
    public Text ownName() {
        return type == ObjectType.EXIT ? name().upTo(';') : name();
    }

    @Override
    public List<Text> aliases() {
        if (type == ObjectType.EXIT) {
            return otherNames(name());
        }
        Text alias = null;
        for (Attribute value : raw.attributes()) {
            alias = value.key().equals(MuseDialect.ALIAS) ? value.value() : alias;
        }
        return alias == null || alias.isEmpty() ? List.of() : List.of(alias);
    }

    private static List<Text> otherNames(Text name) {
        List<Text> names = new ArrayList<>();
        int from = name.upTo(';').to() + 1;
        while (from <= name.to()) {
            Text other = new Text(name.bytes(), from, name.to()).upTo(';');
            names.add(other);
            from = other.to() + 1;
        }
        return names;
    }

    @Override
    public int owner() {
        return raw.header().dbref(HeaderField.OWNER);
    }

    @Override
    public int zone() {
        return raw.header().dbref(HeaderField.ZONE);
    }

    @Override
    public int location() {
        return place.location();
    }

    @Override
    public int source() {
        return place.location();
    }

    @Override
    public int home() {
        return place.link();
    }

    @Override
    public int destination() {
        return place.link();
    }

    @Override
    public int dropTo() {
        return place.link();
    }

    @Override
    public int contents() {
        return raw.header().dbref(HeaderField.CONTENTS);
    }

    @Override
    public int exits() {
        return place.exits();
    }

    @Override
    public int next() {
        return raw.header().dbref(HeaderField.NEXT);
    }

    @Override
    public List<String> flags() {
        return dialect.flags(raw);
    }

    @Override
    public Powers powers() {
        return type == ObjectType.PLAYER ? dialect.powers(raw).powers() : Powers.NONE;
    }

    @Override
    public @Nullable Long created() {
        return raw.header().number(HeaderField.CREATED);
    }

    @Override
    public @Nullable Long modified() {
        return raw.header().number(HeaderField.MODIFIED);
    }

    @Override
    public List<Attribute> attributes() {
        return raw.attributes();
    }

    @Override
    public List<Definition> definitions() {
        if (definitions == null) {
            definitions = raw.definitions().isEmpty()
                    ? List.of()
                    : raw.definitions().stream()
                            .map(d -> new Definition(
                                    d.position(), dialect.attributeFlags(d.flags()), d.object(), d.name()))
                            .toList();
        }
        return definitions;
    }

    @Override
    public List<Integer> parents() {
        return raw.parents();
    }

    @Override
    public List<Oddity> oddities() {
        List<Oddity> oddities = new ArrayList<>(0);
        if (type == ObjectType.UNKNOWN) {
            String expected = "a type of " + dialect.dialect();
            oddities.add(
                    odd(UNKNOWN_OBJECT_TYPE, "flags", expected, raw.header().flags() & 0xf, "stored as a thing"));
        }
        long unknown = dialect.unknownFlags(raw);
        if (unknown != 0) {
            String bits = "0x" + Long.toHexString(unknown);
            oddities.add(odd(UNKNOWN_FLAG_BITS, "flags", "known bits", bits, "kept as they are"));
        }
        if (type == ObjectType.PLAYER) {
            addOddPowers(dialect.powers(raw), oddities);
        }
        return oddities;
    }

    private static void addOddPowers(MusePowers powers, List<Oddity> oddities) {
        if (powers.powers().userClass() == null) {
            oddities.add(odd(UNKNOWN_CLASS, "powers", "a class number", powers.classNumber(), "made a visitor"));
        }
        for (int power : powers.unknown()) {
            oddities.add(odd(UNKNOWN_POWER, "powers", "a power number", power, "not granted; the line is kept"));
        }
    }

    private static Oddity odd(FindingCode code, String field, String expected, Object found, String done) {
        return new Oddity(code, field, expected, String.valueOf(found), done);
    }

    @Override
    public String toString() {
        return raw.mark() + "" + raw.dbref() + " " + name().decode(StandardCharsets.ISO_8859_1);
    }
}
