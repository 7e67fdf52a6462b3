package org.schemuse.importer.world;

import java.util.BitSet;
import org.schemuse.importer.dump.DumpRecord.Attribute;

/**
 * References to what may come later in the dump: definitions and parents. Most come; so only the highest definition asked
 * of each object that is still to come is noted, and if one stays out, a second look tells who asked for it.
 */
final class ForwardReferences {
    private final IntColumn mostAsked = new IntColumn(0);
    private final BitSet parents = new BitSet();
    private boolean missing;

    /** A value under a definition, of an object that has come or is to come. */
    void value(Attribute value, ObjectTable objects, DefinitionTable definitions) {
        int definer = value.object();
        if (value.number() < 0 || value.number() == Integer.MAX_VALUE || definer > ObjectTable.HIGHEST_DBREF) {
            missing = true;
        } else if (objects.slot(definer) >= 0) {
            missing |= !objects.live(definer) || value.number() >= definitions.count(objects.slot(definer));
        } else if (value.number() >= mostAsked.at(definer)) {
            mostAsked.set(definer, value.number() + 1);
        }
    }

    void parent(int dbref, ObjectTable objects) {
        if (dbref < 0 || dbref > ObjectTable.HIGHEST_DBREF) {
            missing = true;
        } else if (!objects.live(dbref)) {
            parents.set(dbref);
        }
    }

    /** An object has come, with so many definitions. */
    void resolve(int dbref, int definitions) {
        int asked = mostAsked.at(dbref);
        if (asked > 0) {
            missing |= asked > definitions;
            mostAsked.set(dbref, 0);
        }
    }

    /** Something makes what was found so far doubtful. */
    void lookAgain() {
        missing = true;
    }

    boolean somethingMissing(ObjectTable objects) {
        return missing || mostAsked.anyAbove(0) || parents.stream().anyMatch(dbref -> !objects.live(dbref));
    }
}
