package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.Position;

/** Takes in what a dump says of a world, in its order. */
public interface WorldRecords {
    void object(WorldObject object);

    void mail(WorldMail mail);

    /** How many objects the dump says it has. */
    void announced(Position position, int objectCount);
}
