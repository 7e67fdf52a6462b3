package org.schemuse.importer.world;

import static org.schemuse.importer.problem.ProblemCode.NAME_EMPTY;
import static org.schemuse.importer.problem.ProblemCode.NAME_TOO_LONG;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.dump.DumpRecord.Definition;
import org.schemuse.importer.dump.DumpRecord.GameObject;
import org.schemuse.importer.dump.ObjectType;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.Position;
import org.schemuse.importer.problem.Problem;
import org.schemuse.importer.problem.Problems;

/** Finds the names that no column can take as they are: blank ones, and those that are too long. */
final class NameCheck {
    private final Problems problems;
    /** Too long unless the dump is UTF-8, which only its end tells. */
    private final List<Problem> tooLongByBytes = new ArrayList<>();

    NameCheck(Problems problems) {
        this.problems = problems;
    }

    void object(GameObject object, ObjectType type) {
        Text whole = object.header().name();
        Text name = type == ObjectType.EXIT ? firstOfSeveral(whole) : whole;
        int dbref = object.dbref();
        if (name.isBlank()) {
            empty(object.position(), dbref, "name", "named '#" + dbref + "'");
        }
        checkLength(name, object.position(), dbref, "name", "cut; the whole name is in legacy_objects");
        for (int i = 0; i < object.definitions().size(); i++) {
            definition(object.definitions().get(i), i, dbref);
        }
    }

    private void definition(Definition definition, int index, int dbref) {
        String field = "definition " + index;
        if (definition.name().isBlank()) {
            empty(definition.position(), dbref, field, "its values are named '#" + dbref + ".[" + index + "]'");
        }
        String done = "cut where values have it; the whole name is in attribute_definitions";
        checkLength(definition.name(), definition.position(), dbref, field, done);
    }

    /** An exit has further names behind semicolons, which become its aliases. */
    private static Text firstOfSeveral(Text names) {
        int end = names.from();
        while (end < names.to() && names.bytes()[end] != ';') {
            end++;
        }
        return new Text(names.bytes(), names.from(), end);
    }

    private void empty(Position position, int dbref, String field, String done) {
        problems.add(new Problem(NAME_EMPTY, position, dbref, field, "a name", "none", done));
    }

    private void checkLength(Text name, Position position, int dbref, String field, String done) {
        if (name.length() <= Names.LONGEST) {
            return;
        }
        String longest = "at most " + Names.LONGEST + " characters";
        String found = name.length() + " bytes";
        Problem problem = new Problem(NAME_TOO_LONG, position, dbref, field, longest, found, done);
        if (charactersOfUtf8(name) > Names.LONGEST) {
            problems.add(problem);
        } else {
            tooLongByBytes.add(problem);
        }
    }

    private static int charactersOfUtf8(Text text) {
        int characters = 0;
        for (int i = text.from(); i < text.to(); i++) {
            characters += (text.bytes()[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return characters;
    }

    /** Settles what the charset decides. */
    void settle(Charset charset) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            tooLongByBytes.forEach(problems::add);
        }
        tooLongByBytes.clear();
    }
}
