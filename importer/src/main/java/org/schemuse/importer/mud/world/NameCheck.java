package org.schemuse.importer.mud.world;

import static org.schemuse.importer.finding.FindingCode.NAME_EMPTY;
import static org.schemuse.importer.finding.FindingCode.NAME_TOO_LONG;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/** Finds names of objects and attributes that are blank or too long, which only the charset, and so the whole dump, decides. */
final class NameCheck {
    private final Findings findings;
    private final List<Doubtful> doubtful = new ArrayList<>();

    /** A name that may be blank or too long, as much of it as tells, and what is done if it is. */
    private record Doubtful(
            Text name, int bytes, Position position, int dbref, String field, String ifBlank, String ifLong) {}

    NameCheck(Findings findings) {
        this.findings = findings;
    }

    void object(WorldObject object) {
        Text name = object.ownName();
        int dbref = object.dbref();
        if (isDoubtful(name)) {
            doubtful.add(new Doubtful(
                    name.copy(Names.LONGEST_IN_BYTES),
                    name.length(),
                    object.position(),
                    dbref,
                    "name",
                    "named '#" + dbref + "'",
                    "cut; the whole name is in legacy_objects"));
        }
        for (int i = 0; i < object.definitions().size(); i++) {
            definition(object.definitions().get(i), i, dbref);
        }
    }

    private void definition(Definition definition, int index, int dbref) {
        if (isDoubtful(definition.name())) {
            doubtful.add(new Doubtful(
                    definition.name().copy(Names.LONGEST_IN_BYTES),
                    definition.name().length(),
                    definition.position(),
                    dbref,
                    "definition " + index,
                    "its values are named '#" + dbref + ".[" + index + "]'",
                    "cut where values have it; the whole name is in attribute_definitions"));
        }
    }

    private static boolean isDoubtful(Text name) {
        return name.length() > Names.LONGEST || name.mayBeBlank();
    }

    /** Settles what the charset decides. */
    void settle(Charset charset) {
        doubtful.forEach(name -> settle(name, name.name().decode(charset)));
        doubtful.clear();
    }

    private void settle(Doubtful name, String decoded) {
        int length = decoded.codePointCount(0, decoded.length());
        if (Names.blank(decoded)) {
            String found = decoded.isEmpty() ? "none" : Finding.quote(decoded);
            findings.add(new Finding(
                    NAME_EMPTY, name.position(), name.dbref(), name.field(), "a name", found, name.ifBlank()));
        } else if (length > Names.LONGEST) {
            findings.add(new Finding(
                    NAME_TOO_LONG,
                    name.position(),
                    name.dbref(),
                    name.field(),
                    "at most " + Names.LONGEST + " characters",
                    name.bytes() + " bytes",
                    name.ifLong()));
        }
    }
}
