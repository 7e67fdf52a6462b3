package org.schemuse.importer.mud.format.muse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.generate.Traits;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;

/** Gives objects of a clean world the traits of an old one. */
final class Weathering {
    private static final Position NOWHERE = new Position(0, 0);
    private static final int LOCK = 129;
    private static final int DESCRIPTION_OF_OTHERS = 4;

    /** No server of the family gave this number or this bit a name. */
    private static final int UNKNOWN_NUMBER = 900;

    private static final long UNKNOWN_FLAG = 0x10000000L;

    /** More definitions than any object has. */
    private static final int BEYOND_DEFINITIONS = 99;

    private static final int MOST_DEFINITIONS = 12;
    private static final int[] DEFINITION_FLAGS = {0, 1, 64, 65, 320};

    private final Traits traits;
    private final Graph graph;
    private final SplittableRandom random;
    private final Prose prose;

    /** The random numbers are its own, so that the rest of a world does not depend on its traits. */
    Weathering(Traits traits, Graph graph, SplittableRandom random) {
        this.traits = traits;
        this.graph = graph;
        this.random = random;
        this.prose = new Prose(random);
    }

    /** What is wrong with an object that has a finding; each is reported once. */
    private enum Flaw {
        UNKNOWN_ATTRIBUTE,
        UNDEFINED_ATTRIBUTE,
        SECOND_VALUE,
        BROKEN_LOCK,
        LOST_ZONE,
        UNKNOWN_FLAG
    }

    /** The object, with what it gets; a destroyed one stays as it is. */
    MuseRecord weathered(MuseRecord object) {
        if (graph.kind(object.dbref()) == Graph.Kind.GARBAGE) {
            return object;
        }
        List<Attribute> attributes = new ArrayList<>(object.attributes());
        List<MuseRecord.Definition> definitions = new ArrayList<>(object.definitions());
        if (happens(traits.definitions())) {
            define(object.dbref(), attributes, definitions);
        }
        if (happens(traits.namedLocks())) {
            lock(
                    attributes,
                    "#" + object.header().dbref(HeaderField.OWNER) + "&(!*Player" + graph.anyPlayer(random)
                            + "|sex:f*)");
        }
        if (happens(traits.findings())) {
            damage(object, attributes);
        }
        return new MuseRecord(
                object.position(),
                object.mark(),
                object.dbref(),
                object.header(),
                attributes,
                object.parents(),
                object.children(),
                definitions,
                object.universe(),
                object.complete());
    }

    private boolean happens(int percent) {
        return percent > 0 && random.nextInt(100) < percent;
    }

    private void define(int dbref, List<Attribute> attributes, List<MuseRecord.Definition> definitions) {
        int number = 1 + random.nextInt(MOST_DEFINITIONS);
        for (int i = 0; i < number; i++) {
            int place = definitions.size();
            int flags = DEFINITION_FLAGS[random.nextInt(DEFINITION_FLAGS.length)];
            definitions.add(new MuseRecord.Definition(NOWHERE, flags, dbref, Prose.text("attr_" + dbref + "_" + i)));
            if (random.nextInt(10) < 7) {
                attributes.add(new Attribute(
                        NOWHERE, AttributeKey.defined(dbref, place), prose.sentence(3 + random.nextInt(38))));
            }
        }
    }

    private static void lock(List<Attribute> attributes, String text) {
        attributes.removeIf(value -> value.key().equals(AttributeKey.builtin(LOCK)));
        attributes.add(new Attribute(NOWHERE, AttributeKey.builtin(LOCK), Prose.text(text)));
    }

    private void damage(MuseRecord object, List<Attribute> attributes) {
        ObjectHeader header = object.header();
        switch (Flaw.values()[random.nextInt(Flaw.values().length)]) {
            case UNKNOWN_ATTRIBUTE ->
                attributes.add(new Attribute(
                        NOWHERE, AttributeKey.builtin(UNKNOWN_NUMBER + random.nextInt(4)), prose.sentence(6)));
            case UNDEFINED_ATTRIBUTE ->
                attributes.add(new Attribute(
                        NOWHERE, AttributeKey.defined(object.dbref(), BEYOND_DEFINITIONS), prose.sentence(6)));
            case SECOND_VALUE ->
                attributes.add(new Attribute(NOWHERE, AttributeKey.builtin(DESCRIPTION_OF_OTHERS), prose.sentence(6)));
            case BROKEN_LOCK -> lock(attributes, "#" + object.dbref() + "&!"); // a word is missing
            case LOST_ZONE -> header.set(HeaderField.ZONE, graph.size() + 7L);
            case UNKNOWN_FLAG -> header.set(HeaderField.FLAGS, header.flags() | UNKNOWN_FLAG);
        }
    }
}
