package org.schemuse.importer.world;

import static org.schemuse.importer.problem.ProblemCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION;
import static org.schemuse.importer.problem.ProblemCode.DANGLING_REFERENCE;

import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.DumpRecord.Attribute;
import org.schemuse.importer.dump.DumpRecord.GameObject;
import org.schemuse.importer.problem.Problem;
import org.schemuse.importer.problem.Problems;

/**
 * Tells who refers to definitions and parents that are not there, and counts again without records that another record of
 * the same object replaced.
 */
final class SecondLook implements DumpRecord.Visitor<Void> {
    private final World world;
    private final Problems problems;
    private final WorldCounter counter;
    private int records;

    SecondLook(World world, Problems problems) {
        this.world = world;
        this.problems = problems;
        this.counter = new WorldCounter(world.dialect());
    }

    @Override
    public Void object(GameObject object) {
        int record = records++;
        if (!world.counts(object, record)) {
            return null;
        }
        counter.object(object, record, world.objects());
        if (world.live(object.dbref())) {
            object.attributes().forEach(value -> check(object, value));
            object.parents().forEach(parent -> check(object, parent));
        }
        return null;
    }

    private void check(GameObject object, Attribute value) {
        if (value.userDefined()
                && world.definition(value.object(), value.number()).isEmpty()) {
            problems.add(new Problem(
                    ATTRIBUTE_INDEX_WITHOUT_DEFINITION,
                    value.position(),
                    object.dbref(),
                    "attribute " + value.number() + " of #" + value.object(),
                    world.live(value.object())
                            ? "one of the " + world.definitionCount(value.object()) + " definitions of #"
                                    + value.object()
                            : "an object that defines it",
                    "none",
                    "kept under a name of its own"));
        }
    }

    private void check(GameObject object, int parent) {
        if (!world.live(parent)) {
            counter.missingParent();
            problems.add(new Problem(
                    DANGLING_REFERENCE,
                    object.position(),
                    object.dbref(),
                    "parents",
                    "an object",
                    "#" + parent,
                    "no parent; the number is in legacy_objects"));
        }
    }

    WorldCounts counts() {
        return counter.counts();
    }

    @Override
    public Void header(DumpRecord.Header header) {
        return null;
    }

    @Override
    public Void objectCount(DumpRecord.ObjectCount count) {
        return null;
    }

    @Override
    public Void endOfDump(DumpRecord.EndOfDump end) {
        return null;
    }

    @Override
    public Void mail(DumpRecord.Mail mail) {
        counter.mail();
        return null;
    }
}
