package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;

/**
 * A further reading, of a dump in which a record of an object replaces another, or with very many open references: counts
 * again without what was replaced, and reports references to definitions and parents that are not there.
 */
final class MissingReferenceReport implements DumpRecord.Visitor<Void> {
    private final World world;
    private final WorldCounter counter;
    private final MissingReferences missing;
    private int records;

    MissingReferenceReport(World world, Findings findings) {
        this.world = world;
        this.counter = new WorldCounter(world.dialect());
        this.missing = new MissingReferences(world.objects(), world.definitions(), counter, findings);
    }

    @Override
    public Void object(GameObject object) {
        int record = records++;
        if (!world.counts(object, record)) {
            return null;
        }
        counter.object(object, record, world.objects());
        if (world.live(object.dbref())) {
            object.attributes().stream()
                    .filter(Attribute::userDefined)
                    .forEach(value -> missing.value(object.dbref(), value.position(), value.object(), value.number()));
            object.parents().forEach(parent -> missing.parent(object.dbref(), object.position(), parent));
        }
        return null;
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
