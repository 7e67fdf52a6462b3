package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;

/**
 * A further reading, of a dump in which a record of an object replaces another, or with very many open references: counts
 * again without what was replaced, and reports references to definitions and parents that are not there.
 */
public final class MissingReferenceReport implements WorldRecords {
    private final World world;
    private final WorldCounter counter;
    private final MissingReferences missing;
    private int records;

    /** Adds what it finds to the findings of a world that was read once. */
    public MissingReferenceReport(World world, Findings findings) {
        this.world = world;
        this.counter = new WorldCounter(world.rules());
        this.missing = new MissingReferences(world.objects(), world.definitions(), counter, findings);
    }

    @Override
    public void object(WorldObject object) {
        int record = records++;
        if (!world.counts(object, record)) {
            return;
        }
        counter.object(object, record, world.objects());
        if (world.live(object.dbref())) {
            for (Attribute value : object.attributes()) {
                if (value.key().userDefined()) {
                    missing.value(
                            object.dbref(),
                            value.position(),
                            value.key().definer(),
                            value.key().number());
                }
            }
            object.parents().forEach(parent -> missing.parent(object.dbref(), object.position(), parent));
        }
    }

    @Override
    public void mail(WorldMail mail) {
        counter.mail();
    }

    @Override
    public void announced(Position position, int objectCount) {
        // Checked by the first reading.
    }

    /** The world with what was counted now. */
    public World recounted() {
        return world.with(counter.counts());
    }
}
